"""What is not a good e-invoice gives a reason in words, and never a crash."""

import multiprocessing
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from funding.einvoicing import validation
from funding.einvoicing.document import PayTo, Period
from funding.einvoicing.rules import Problem
from funding.einvoicing.tests.examples import (
    BUYER,
    EXEMPT,
    OUT_OF_SCOPE,
    SELLER,
    STANDARD,
    credit_note,
    invoice,
    rules_broken,
    saying,
    tree,
    without,
)
from funding.einvoicing.ubl import Profile, write

GOOD = write(invoice(), Profile.NLCIUS)
DTD = b'<!DOCTYPE Invoice [<!ENTITY who SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
PROFILES = list(Profile)
TREATMENTS = [OUT_OF_SCOPE, EXEMPT, STANDARD]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
@pytest.mark.parametrize("vat", TREATMENTS, ids=lambda vat: vat.category.name)
@pytest.mark.parametrize("document", [invoice, credit_note])
def test_every_kind_of_document_is_without_problems(document, vat, profile):
    assert rules_broken(document(vat=vat), profile=profile) == set()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "geen leesbare XML"),
        (b"%PDF-1.7", "geen leesbare XML"),
        (GOOD[:500], "geen leesbare XML"),
        (b"<x/>", "geen factuur of creditnota"),
        (GOOD.replace(b"?>", b"?>" + DTD, 1), "geen DTD"),
        (LAUGHS, "geen DTD"),
        (b" " * 5_000_001, "te groot"),
        (b"<a>" * 5000, "geen leesbare XML"),
    ],
)
def test_what_is_no_e_invoice_is_refused_in_words(content, reason):
    (problem,) = validation.problems(content)

    assert reason in problem.text


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("BR-06", invoice(seller=replace(SELLER, name=" "))),
        ("BR-29", invoice(period=Period(date(2020, 12, 31), date(2020, 1, 1)))),
        ("BR-50", invoice(payment=PayTo("", "", "VB-2020-0003"))),
        ("BR-E-02", invoice(vat=EXEMPT, seller=replace(SELLER, vat_id=""))),
        ("BR-S-02", invoice(vat=STANDARD, seller=replace(SELLER, vat_id=""))),
        ("BR-CO-09", invoice(vat=STANDARD, seller=replace(SELLER, vat_id="000000000B00"))),
        ("BR-CL-14", invoice(buyer=replace(BUYER, country="XX"))),
    ],
)  # fmt: skip
def test_what_is_filled_in_wrong_breaks_a_rule_of_europe(rule, document):
    assert rule in rules_broken(document)


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("BR-CO-10", "cac:LegalMonetaryTotal/cbc:LineExtensionAmount"),
        ("BR-CO-15", "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount"),
        ("BR-CO-16", "cac:LegalMonetaryTotal/cbc:PayableAmount"),
        ("BR-O-08", "//cbc:TaxableAmount"),
    ],
)
def test_a_sum_that_is_not_right_is_found(rule, path):
    assert rule in rules_broken(invoice(), saying(path, "1078.25"))


def test_a_tax_number_outside_vat_is_found():
    with_number = rules_broken(invoice(vat=STANDARD), saying("//cac:ClassifiedTaxCategory/cbc:ID", "O"))

    assert {"BR-O-02", "BR-O-05"} <= with_number


def test_an_element_out_of_place_is_named():
    root = tree(invoice())
    root.append(root[0])

    assert Problem("XSD", "Het onderdeel «cbc:CustomizationID» klopt niet met het schema van UBL 2.1.") in (
        validation.problems(etree.tostring(root))
    )


def test_what_the_rules_give_up_on_is_not_valid():
    root = tree(invoice())
    root.append(etree.fromstring(etree.tostring(root.find("{*}LegalMonetaryTotal"))))
    found = {problem.rule for problem in validation.problems(etree.tostring(root))}

    assert {"XSD", "EN16931"} <= found


def test_another_agreement_than_the_two_is_refused():
    assert "BT-24" in rules_broken(invoice(), saying("cbc:CustomizationID", "urn:cen.eu:en16931:2017"))


def test_advice_of_europe_is_marked_as_advice():
    root = tree(invoice())
    etree.SubElement(root, root[0].tag.replace("CustomizationID", "UUID")).text = "x"
    found = {problem.rule: problem.is_advice for problem in validation.problems(etree.tostring(root))}

    assert found["UBL-CR-005"]
    assert not found["XSD"]


@pytest.mark.parametrize("rule", ["BR-06", "BR-CO-10", "BR-O-02", "BR-S-02", "UBL-CR-005", "BR-IC-12"])
def test_a_rule_of_europe_is_told_in_dutch(rule):
    assert validation.in_dutch(rule).startswith(("De ", "Er ", "Het "))
    assert "shall" not in validation.in_dutch(rule)


def test_every_sentence_belongs_to_a_rule_that_exists():
    rules = (validation._folder() / validation.EUROPEAN).read_text()

    assert [rule for rule in validation._sentences() if f">{rule}</xsl:attribute>" not in rules] == []


def test_a_process_that_was_forked_validates_too():
    assert validation.problems(GOOD) == []
    with multiprocessing.get_context("fork").Pool(1) as worker:
        assert worker.apply(validation.problems, [GOOD]) == []


def test_an_invoice_says_until_when_or_how_it_is_paid():
    assert rules_broken(invoice(), without("cbc:DueDate")) == {"BR-CO-25"}
