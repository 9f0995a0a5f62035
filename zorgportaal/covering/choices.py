from zorgportaal.audit.choices import Kind


class Trail(Kind):
    LISTED = "covering.listed", "waarnemingen bekeken"
    ARRANGED = "covering.arranged", "waarneming geregeld"
    DECLINED = "covering.declined", "waarneming niet aangenomen"
    ENDED = "covering.ended", "waarneming beëindigd"
