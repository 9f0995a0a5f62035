"""The e-invoice: what it says, the UBL that says it, and whether that keeps to the rules.

Plain Python, without a database. Three calls make it up:

    document = Document(kind=Kind.INVOICE, number="VB-2020-0003", …)
    content = ubl.write(document, Profile.NLCIUS)
    for problem in validation.problems(content): …

Only a document without problems is issued.
"""
