"""The pages of whoever keeps the books: one invoice, what was paid, what is put right, and all of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from funding.contributions.choices import RoundState
from funding.contributions.models import Round, RoundQuerySet
from funding.invoices import actions, paper, payments, unissued
from funding.invoices.balance import Balance
from funding.invoices.books import HEADERS, books_of
from funding.invoices.choices import Trail
from funding.invoices.einvoice import CannotIssue
from funding.invoices.forms import BooksForm, CorrectionForm, PaymentForm, ReturnForm
from funding.invoices.journal import journal_csv
from funding.invoices.letters import without_order
from funding.invoices.models import (
    Correction,
    CorrectionRequest,
    Invoice,
    InvoiceQuerySet,
    Payment,
    PurchaseOrder,
)
from funding.invoices.unissued import CannotCorrect
from funding.invoices.views import (
    hand_out_consequences,
    hand_out_invoice,
    hand_out_statement,
    show_consequences,
)
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.answering import answer
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.serving import hand_out
from zorgportaal.documents.spreadsheets import ods, xlsx
from zorgportaal.regions.models import Municipality

WRITERS = {"xlsx": (ContentType.XLSX, xlsx), "ods": (ContentType.ODS, ods)}
CSV = "text/csv; charset=utf-8"


@requires(Permission.PREPARE_ROUND)
def invoice_page(request: PortalRequest, pk: UUID) -> HttpResponse:
    invoice = _invoice(request, pk)
    orders = PurchaseOrder.objects.filter(municipality=invoice.municipality, year=invoice.year)
    corrections = Correction.objects.filter(invoice=invoice)
    correction = corrections.select_related("proposed_by", "approved_by").first()
    is_reissued = correction and correction.is_reissued and not correction.approved_at
    context = {
        "invoice": invoice,
        "content": paper.content_of(invoice),
        "decision_file": paper.decision_file_of(invoice),
        "payments": invoice.payments.to_show().select_related("noted_by", "withdrawn_by"),
        "others": payments.others_of(invoice),
        "target": payments.settles_with(invoice),
        "correction": correction,
        "replacement": _replacement(invoice) if is_reissued else None,
        "requests": CorrectionRequest.objects.visible_to(request.user).filter(invoice=invoice).to_show(),
        "order_now": orders.first(),
    }
    return render(request, "funding/invoices/invoice.html", context)


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def pay(request: PortalRequest, pk: UUID) -> HttpResponse:
    form = PaymentForm(request.POST or None, invoice=_invoice(request, pk))
    if _is_noted(request, form, payments.note_payment):
        messages.success(request, "De betaling is genoteerd.")
        return redirect(form.invoice)
    return render(request, "funding/invoices/pay.html", {"invoice": form.invoice, "form": form})


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def give_back(request: PortalRequest, pk: UUID) -> HttpResponse:
    form = ReturnForm(request.POST or None, invoice=_invoice(request, pk))
    if _is_noted(request, form, payments.note_return):
        messages.success(request, "De terugbetaling is genoteerd.")
        return redirect(form.invoice)
    return render(request, "funding/invoices/give_back.html", {"invoice": form.invoice, "form": form})


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def settle(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What will move to which invoice, and then that."""
    invoice = _invoice(request, pk)
    if request.method == "POST":
        return answer(
            request,
            lambda: payments.settle(invoice, by=request.user),
            payments.CannotSettle,
            done="Het bedrag is verrekend. De gemeente ziet dit bij beide facturen.",
            on=invoice,
        )
    target = payments.settles_with(invoice)
    if target is None:
        messages.error(request, payments.NOWHERE_TO_GO)
        return redirect(invoice)
    context = {"invoice": invoice, "target": target, "amount": payments.movable(invoice, target)}
    return render(request, "funding/invoices/settle.html", context)


@requires(Permission.PREPARE_ROUND, "POST")
def withdraw_payment(request: PortalRequest, pk: UUID) -> HttpResponse:
    visible = Payment.objects.visible_to(request.user).select_related("invoice__line")
    payment = get_object_or_404(visible, pk=pk)
    return answer(
        request,
        lambda: payments.withdraw_payment(payment, by=request.user),
        payments.CannotSettle,
        done="Teruggenomen. De regel blijft hieronder leesbaar.",
        on=payment.invoice,
    )


@requires(Permission.PREPARE_ROUND, "GET", "POST")
def correct(request: PortalRequest, pk: UUID) -> HttpResponse:
    invoice = _invoice(request, pk)
    asked = invoice.requests.waiting().first()
    form = CorrectionForm(request.POST or None, initial={"reason": asked.reason} if asked else None)
    if form.is_valid():
        try:
            actions.propose_correction(invoice, by=request.user, **form.cleaned_data)
        except CannotCorrect as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "De correctie is voorgesteld. Een collega keurt haar goed.")
            return redirect(invoice)
    context = {"invoice": invoice, "form": form, "replacement": _replacement(invoice)}
    return render(request, "funding/invoices/correct.html", context)


@requires(Permission.APPROVE_ROUND, "POST")
def approve_correction(request: PortalRequest, pk: UUID) -> HttpResponse:
    correction = _correction(request, pk)
    return answer(
        request,
        lambda: actions.approve_correction(correction, seen=request.POST.get("seen", ""), by=request.user),
        (CannotCorrect, CannotIssue),
        done="De correctie is goedgekeurd. De stukken worden nu gemaakt.",
        on=correction.invoice,
    )


@requires(Permission.PREPARE_ROUND, "POST")
def withdraw_correction(request: PortalRequest, pk: UUID) -> HttpResponse:
    correction = _correction(request, pk)
    return answer(
        request,
        lambda: actions.withdraw_correction(correction, by=request.user),
        CannotCorrect,
        done="De correctie is ingetrokken. De factuur blijft zoals zij is.",
        on=correction.invoice,
    )


@requires(Permission.PREPARE_ROUND)
def of_round_download(request: PortalRequest, pk: UUID) -> HttpResponse:
    return hand_out_invoice(request, pk, "file")


@requires(Permission.PREPARE_ROUND)
def of_round_ubl(request: PortalRequest, pk: UUID) -> HttpResponse:
    return hand_out_invoice(request, pk, "ubl")


@requires(Permission.PREPARE_ROUND)
def books(request: PortalRequest) -> HttpResponse:
    """What was asked, paid and is open; the latest year until another one is chosen."""
    form, invoices = _chosen(request)
    requests = list(CorrectionRequest.objects.visible_to(request.user).waiting().to_show())
    context = {
        "form": form,
        "books": books_of(invoices, state=_state(form)),
        "all_years": _all_years(request, form),
        "query": _query(request),
        "requests": requests,
        "askers": len({asked.invoice.municipality_id for asked in requests}),
    }
    return render(request, "funding/invoices/books.html", context)


@requires(Permission.PREPARE_ROUND)
def export(request: PortalRequest, kind: str) -> HttpResponse:
    """The rows on screen as a spreadsheet, or all that was booked for them as a journal."""
    form, invoices = _chosen(request)
    trail.look(Trail.BOOKS_EXPORTED, by=request.user, kind=kind)
    if kind == "csv":
        return hand_out(
            journal_csv(invoices).encode(), name=_file_name("journaal", form, "csv"), content_type=CSV
        )
    content_type, write = WRITERS[kind]
    rows = [entry.cells for entry in books_of(invoices, state=_state(form)).entries]
    content = write(HEADERS, rows, title="Boekhouding bijdragen")
    return hand_out(content, name=_file_name("boekhouding", form, kind), content_type=content_type)


@requires(Permission.PREPARE_ROUND)
def orders(request: PortalRequest) -> HttpResponse:
    """Which municipalities have still to tell their number, before their invoices are made."""
    coming = _coming(request).select_related("scheme")
    rounds = [{"round": round_, "without": without_order(round_)} for round_ in coming]
    return render(request, "funding/invoices/orders.html", {"rounds": rounds})


@requires(Permission.PREPARE_ROUND, "POST")
def ask_for_orders(request: PortalRequest, pk: UUID) -> HttpResponse:
    actions.ask_for_orders(get_object_or_404(_coming(request), pk=pk), by=request.user)
    messages.success(request, "De gemeenten krijgen een mail. Er staat niet in wat er klaarstaat.")
    return redirect("invoices:orders")


@requires(Permission.PREPARE_ROUND)
def statement_of(request: PortalRequest, gm_code: str, year: int) -> HttpResponse:
    return hand_out_statement(request, _municipality(gm_code), year)


@requires(Permission.PREPARE_ROUND)
def consequences_of(request: PortalRequest, gm_code: str) -> HttpResponse:
    return show_consequences(request, _municipality(gm_code), "invoices:consequences_of_pdf")


@requires(Permission.PREPARE_ROUND)
def consequences_of_pdf(request: PortalRequest, gm_code: str, year: int) -> HttpResponse:
    return hand_out_consequences(request, _municipality(gm_code), year)


def _is_noted(request: PortalRequest, form: PaymentForm, note: Callable[..., Payment]) -> bool:
    """Whether it is in the books now; otherwise the form says why not."""
    if not form.is_valid():
        return False
    amount, paid_on = form.cleaned_data["amount"], form.cleaned_data["paid_on"]
    try:
        note(form.invoice, amount=amount, paid_on=paid_on, by=request.user)
    except payments.CannotSettle as problem:
        form.add_error("amount", str(problem))
        return False
    return True


def _replacement(invoice: Invoice) -> dict[str, object]:
    """What would come in its place, or why nothing can."""
    if invoice.is_credit_note:
        return {}
    try:
        found = unissued.replacement_of(invoice)
    except (CannotCorrect, CannotIssue) as problem:
        return {"problem": str(problem)}
    return {"changes": found.changes, "seen": found.seen}


def _invoice(request: PortalRequest, pk: UUID) -> Invoice:
    visible = Invoice.objects.visible_to(request.user).to_show().with_payments()
    return get_object_or_404(visible, pk=pk)


def _coming(request: PortalRequest) -> RoundQuerySet:
    """Rounds whose invoices have no number yet."""
    return Round.objects.visible_to(request.user).live().exclude(state=RoundState.ISSUED)


def _correction(request: PortalRequest, pk: UUID) -> Correction:
    return get_object_or_404(Correction.objects.visible_to(request.user).select_related("invoice"), pk=pk)


def _municipality(gm_code: str) -> Municipality:
    return get_object_or_404(Municipality.objects.all(), gm_code=gm_code)


def _chosen(request: PortalRequest) -> tuple[BooksForm, InvoiceQuerySet]:
    visible = Invoice.objects.visible_to(request.user)
    years = sorted(visible.order_by().values_list("year", flat=True).distinct(), reverse=True)
    given = request.GET if "year" in request.GET else {"year": str(years[0]) if years else ""}
    form = BooksForm(given, user=request.user, years=years)
    if not form.is_valid():
        return form, visible.none()
    if scheme := form.cleaned_data["scheme"]:
        visible = visible.filter(line__round__scheme=scheme)
    if year := form.cleaned_data["year"]:
        visible = visible.filter(year=year)
    return form, visible


def _file_name(what: str, form: BooksForm, kind: str) -> str:
    """With the year, so that nobody takes one year for all of them."""
    year = form.cleaned_data.get("year") or "alle-jaren"
    return f"{what}-{year}.{kind}"


def _all_years(request: PortalRequest, form: BooksForm) -> Balance | None:
    """Beside one year: what is open of other years must not go out of sight."""
    if not form.cleaned_data.get("year"):
        return None
    return books_of(Invoice.objects.visible_to(request.user)).total


def _state(form: BooksForm) -> str:
    return str(form.cleaned_data.get("state") or "")


def _query(request: HttpRequest) -> str:
    return request.GET.urlencode()
