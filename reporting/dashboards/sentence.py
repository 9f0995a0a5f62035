"""What an official may say to a council about one municipality. «Wat mag ik zeggen?»"""

from reporting.charts import Count


def sentence(municipality: str, region: str, year: int, *, in_region: Count, in_limburg: Count) -> str:
    """The same words for every municipality, so that they give nothing away: not even nil."""
    refusal = (
        f"Over {municipality} noemen wij geen aantal, ook niet of het nul is. "
        "Dat doen wij voor geen enkele gemeente. Zo kan niemand worden herkend."
    )
    for name, count in ((region, in_region), ("Limburg", in_limburg)):
        if count is not None:
            return f"{refusal} In heel {name} werden in {year} {count} mensen aangemeld."
    return refusal
