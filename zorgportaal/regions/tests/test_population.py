"""Taking over population figures in the browser and at the shell."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from zorgportaal.accounts.choices import Role
from zorgportaal.audit.models import Event
from zorgportaal.regions import actions, preview
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import PopulationFigure, PopulationImport
from zorgportaal.regions.tests.uploading import UPLOAD, upload, words

GOOD = (
    "gm_code;gemeente;peildatum;inwoners\n"
    "GM0889;Beesel;2025-01-01;13300\n"
    "GM0363;Amsterdam;2025-01-01;934927\n"
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


def test_the_list_shows_limburg_on_the_newest_date_with_status_and_source(finance):
    page = finance.get("/inwoners/").content.decode()

    assert "Inwoners op 1 januari 2024" in page
    assert "Beesel" in page
    assert "Amsterdam" not in page
    assert "CBS Kerncijfers wijken en buurten 2024" in page


def test_another_date_can_be_chosen(finance):
    page = finance.get("/inwoners/?peildatum=2020-01-01").content.decode()

    assert "13.482" in page
    assert "1.117.201" in page


@pytest.mark.parametrize("date_", ["2018-01-01", "morgen", ""])
def test_a_date_without_figures_does_not_exist(finance, date_):
    assert finance.get("/inwoners/", {"peildatum": date_}).status_code == 404


def test_a_file_is_first_shown_and_changes_nothing(finance):
    response = upload(finance, GOOD)
    page = finance.get(response.url).content.decode()

    assert "13.300" in page
    assert "1 in Limburg, 1 daarbuiten" in page
    assert not PopulationFigure.objects.filter(reference_date=date(2025, 1, 1)).exists()


def test_confirming_takes_all_figures_over_with_their_source(finance, finance_administrator, beesel):
    response = upload(finance, GOOD)
    finance.post(response.url)

    figure = beesel.population_figures.get(reference_date=date(2025, 1, 1))
    assert (figure.inhabitants, figure.status, figure.source) == (13_300, "provisional", "CBS StatLine")
    assert figure.came_with.confirmed_by == finance_administrator


def test_figures_are_taken_over_once(finance):
    address = upload(finance, GOOD).url
    finance.post(address)

    page = finance.post(address, follow=True).content.decode()

    assert "Deze aantallen zijn al overgenomen." in page


def test_a_corrected_figure_replaces_the_one_of_that_day_and_status(finance, beesel):
    for number in ("13300", "13310"):
        finance.post(upload(finance, GOOD.replace("13300", number)).url)

    assert beesel.population_figures.get(reference_date=date(2025, 1, 1)).inhabitants == 13_310


def test_a_number_that_is_far_off_asks_for_a_second_look(finance):
    text = GOOD.replace("13300", "1330").replace("2025", "2024")

    page = finance.get(upload(finance, text, status="definitive").url).content.decode()

    assert "Wijkt meer dan 10% af" in page
    assert "−12.064" in page


def test_a_first_figure_of_a_year_is_compared_with_the_nearest_one(finance):
    page = words(finance.get(upload(finance, GOOD.replace("13300", "1")).url))

    assert 'Wijkt meer dan 10% af</span><span class="table__sub">van 13.394 op 1 januari 2024' in page


def test_a_figure_of_another_day_is_new_and_compared_with_the_nearest(finance_administrator):
    content = b"gm_code;peildatum;inwoners\nGM0889;2020-06-01;13400\n"
    kept = actions.keep_population(
        content, source="CBS", status=PopulationStatus.DEFINITIVE, by=finance_administrator
    )

    ((line,),) = (day.lines for day in preview.of(kept))

    assert (line.present, line.nearest.reference_date) == (None, date(2020, 1, 1))


def test_a_number_that_is_far_off_outside_limburg_comes_first(finance):
    page = words(finance.get(upload(finance, GOOD.replace("934927", "9")).url))

    assert page.index("Kijk hier naar") < page.index("Amsterdam") < page.index("Beesel")
    assert page.count("Wijkt meer dan 10% af") == 2  # among what to look at, and among all


def test_an_ordinary_file_gives_nothing_to_look_at(finance):
    page = words(finance.get(upload(finance, GOOD).url))

    assert "Kijk hier naar" not in page
    assert "Geen aantal wijkt meer dan 10% af." in page


def test_a_municipality_without_any_figure_is_looked_at(finance, beesel):
    beesel.population_figures.all().delete()

    page = words(finance.get(upload(finance, GOOD).url))

    assert "Kijk hier naar" in page
    assert "Geen eerder aantal bekend" in page


def test_without_an_earlier_figure_the_years_of_the_file_are_compared(finance, beesel):
    beesel.population_figures.all().delete()
    text = GOOD + "GM0889;Beesel;2024-01-01;1330\n"

    assert "Wijkt meer dan 10% af" in words(finance.get(upload(finance, text).url))


def test_a_file_that_changes_nothing_says_so_and_lists_nothing(finance):
    text = "gm_code;2023;2024\nGM0889;13449;13394\n"

    page = words(finance.get(upload(finance, text, status="definitive").url))

    assert "Geen verschillen." in page
    assert page.count("<table") == 1


def test_a_wide_file_is_shown_day_by_day(finance):
    address = upload(finance, "gm_code;gemeente;2024;2025\nGM0889;Beesel;13400;13300\n").url

    folded, asked = words(finance.get(address)), words(finance.get(f"{address}?peildatum=2024-01-01"))

    assert '<details class="more"> <summary id="h-aantallen">Het aantal op 1 januari 2025' in folded
    assert '<details class="more" open> <summary id="h-aantallen">Het aantal op 1 januari 2024' in asked
    assert finance.get(f"{address}?peildatum=2023-01-01").status_code == 404


def test_what_differs_stands_before_what_is_the_same(finance):
    text = "gm_code;peildatum;inwoners\nGM0889;2024-01-01;13394\nGM0988;2024-01-01;51080\n"
    page = words(finance.get(upload(finance, text, status="definitive").url))

    assert page.index(">Weert") < page.index(">Beesel")
    assert '<td class="num" data-label="Anders">1</td> <td class="num" data-label="Gelijk">1</td>' in page


def test_the_status_in_the_file_goes_before_the_choice_and_that_is_said(finance, beesel):
    text = "gm_code;peildatum;inwoners;status\nGM0889;2025-01-01;13300;voorlopig\nGM0988;2025-01-01;50000;\n"
    address = upload(finance, text, status="definitive").url

    assert "Het bestand noemt zelf een andere status bij 1 aantal. Daar geldt het bestand." in words(
        finance.get(address)
    )
    finance.post(address)
    statuses = PopulationFigure.objects.filter(reference_date=date(2025, 1, 1)).order_by("inhabitants")
    assert list(statuses.values_list("status", flat=True)) == ["provisional", "definitive"]


def test_an_import_from_before_files_told_a_status_has_the_chosen_one(finance, beesel):
    kept = PopulationImport.objects.create(
        source="proef", status="definitive", sha256="0", rows=[[2, "GM0889", "2025-01-01", 13300]]
    )
    finance.post(f"{UPLOAD}{kept.pk}/")

    assert beesel.population_figures.get(reference_date=date(2025, 1, 1)).status == "definitive"


def test_kept_figures_can_be_thrown_away(finance):
    address = upload(finance, GOOD).url

    finance.post(f"{address}weggooien/")

    assert not PopulationImport.objects.exists()


def test_figures_that_were_taken_over_are_not_thrown_away(finance):
    address = upload(finance, GOOD).url
    finance.post(address)

    page = words(finance.post(f"{address}weggooien/", follow=True))

    assert "Deze aantallen zijn al overgenomen." in page
    assert PopulationImport.objects.get().confirmed_at


def test_a_corrected_figure_names_its_own_source(finance, beesel):
    for source in ("CBS StatLine", "CBS, na correctie"):
        finance.post(upload(finance, GOOD, source=source).url)

    figure = beesel.population_figures.get(reference_date=date(2025, 1, 1))
    assert (figure.source, figure.came_with.source) == ("CBS, na correctie", "CBS, na correctie")


def test_figures_that_were_thrown_away_are_on_the_trail(finance):
    finance.post(f"{upload(finance, GOOD).url}weggooien/")

    assert Event.objects.latest("number").kind == "regions.population_discarded"


def test_kept_figures_wait_on_the_list_until_somebody_chooses(finance):
    upload(finance, GOOD)

    page = words(finance.get("/inwoners/"))

    assert "Een inlezing wacht op u.</strong> CBS StatLine, voorlopig: 2 aantallen op 1 januari 2025." in page
    assert re.search(r"Ingelezen door [^<]+ op \d+ \w+ \d{4} om \d\d\.\d\d uur", page)


def test_a_municipality_outside_limburg_can_be_looked_up(finance):
    page = words(finance.get("/inwoners/?gemeente=amster"))

    assert "Amsterdam" in page
    assert "Limburg</th>" not in page
    assert "872.757" in words(finance.get("/inwoners/?gemeente=amster&peildatum=2020-01-01"))


def test_looking_up_a_name_that_is_nowhere_says_so(finance):
    page = words(finance.get("/inwoners/?gemeente=nergens"))

    assert "Van geen gemeente met “nergens” in de naam is een aantal bekend." in page


@pytest.mark.parametrize("number", [1, 200])
def test_looking_up_costs_the_same_for_any_number_of_municipalities(finance, number, count_queries):
    wanted = "amsterdam" if number == 1 else "e"

    # user, dates, figures, waiting; and the menu
    assert count_queries(finance, f"/inwoners/?gemeente={wanted}") == 5


def test_a_wrong_line_is_told_at_the_file_and_what_was_typed_stays(finance):
    page = upload(finance, GOOD.replace("GM0889", "GM9999"), source="Eigen telling").content.decode()

    assert "Regel 2: de gemeentecode GM9999 bestaat niet." in page
    assert "Kies het bestand opnieuw." in page
    assert 'value="Eigen telling"' in page
    assert not PopulationImport.objects.exists()


def test_a_form_that_is_not_complete_asks_for_the_file_again(finance):
    assert "Kies het bestand opnieuw." in words(upload(finance, GOOD, source=""))


def test_a_file_of_more_than_two_megabytes_is_refused(finance):
    page = upload(finance, b"x" * 2_200_000).content.decode()

    assert "Het bestand is groter dan 2 MB." in page


def test_hundreds_of_wrong_lines_give_twenty_and_a_count(finance):
    lines = "".join(f"GM9{number:03};X;2025-01-01;5\n" for number in range(300))
    page = upload(finance, GOOD.split("\n")[0] + "\n" + lines).content.decode()

    assert "En nog 280 regels. Er is niets overgenomen." in page


def test_upload_and_confirmation_are_on_the_trail(finance, finance_administrator):
    finance.post(upload(finance, GOOD).url)

    kinds = Event.objects.filter(actor=finance_administrator.pk).order_by("number")
    assert list(kinds.values_list("kind", flat=True)) == [
        "regions.population_uploaded",
        "regions.population_confirmed",
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.FINANCE_ADMINISTRATOR])
def test_for_all_other_roles_these_pages_do_not_exist(role, make_user, sign_in, north, beesel):
    client = sign_in(make_user(role, house=north, municipalities=[beesel]))

    assert client.get("/inwoners/").status_code == 404
    assert upload(client, GOOD).status_code == 404


def test_the_command_takes_a_file_over_at_once(tmp_path, beesel, capsys):
    path = tmp_path / "cijfers.csv"
    path.write_text(GOOD)

    call_command("import_population", str(path), "--source=CBS", "--status=definitive")

    assert "2 aantallen overgenomen." in capsys.readouterr().out
    assert beesel.population_figures.get(reference_date=date(2025, 1, 1)).source == "CBS"


def test_the_command_names_the_wrong_line(tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_text(GOOD.replace("GM0889", "GM9999"))

    with pytest.raises(CommandError, match="Regel 2: de gemeentecode GM9999 bestaat niet"):
        call_command("import_population", str(path))


@pytest.mark.parametrize("number_of_dates", [10, 1000])
def test_the_list_costs_the_same_for_any_number_of_dates(finance, beesel, count_queries, number_of_dates):
    PopulationFigure.objects.all().delete()
    same = {"municipality": beesel, "inhabitants": 13478, "status": "definitive", "source": "proef"}
    PopulationFigure.objects.bulk_create(
        PopulationFigure(reference_date=date(1000 + n, 1, 1), **same) for n in range(number_of_dates)
    )

    assert count_queries(finance, "/inwoners/") == 7  # user, dates, figures, sum, missing, waiting, menu


@pytest.mark.parametrize("size", [10, 1000])
def test_the_preview_costs_the_same_for_any_number_of_lines(finance, count_queries, size):
    days = (date(2020, 1, 1) + timedelta(days=n) for n in range(size))
    rows = [f"GM0889;Beesel;{day};9999\n" for day in days]
    address = upload(finance, GOOD.split("\n")[0] + "\n" + "".join(rows)).url

    assert count_queries(finance, address) == 4  # user, kept rows, municipalities, present figures
