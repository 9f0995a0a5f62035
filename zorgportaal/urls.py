"""Every address of the portal. Accounts come by invitation: of allauth only these pages exist."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from zorgportaal import views
from zorgportaal.accounts import views as accounts

handler400 = views.bad_request
handler403 = views.denied
handler404 = views.not_found
handler500 = views.failed

urlpatterns = [
    path("", views.home, name="home"),
    path("account/inloggen/", allauth.login, name="account_login"),
    path("account/uitloggen/", allauth.logout, name="account_logout"),
    path("account/wachtwoord/", views.change_password, name="account_change_password"),
    path("account/instellingen/", accounts.preferences, name="account_preferences"),
    path(
        "account/wachtwoord/vergeten/",
        allauth.password_reset,
        name="account_reset_password",
    ),
    path(
        "account/wachtwoord/vergeten/verstuurd/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^account/wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/wachtwoord/nieuw/klaar/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("werkvoorraad/", include("cases.worklist.urls")),
    path("dossiers/", include("cases.dossiers.urls")),
    path("dossiers/", include("cases.contact.urls")),
    path("dossiers/", include("cases.exploitation.urls")),
    path("dossiers/", include("cases.household.urls")),
    path("dossiers/", include("cases.notification.urls")),
    path("dossiers/", include("cases.residence.urls")),
    path("dossiers/", include("cases.notes.urls")),
    path("", include("cases.papers.urls")),
    path("", include("cases.consents.urls")),
    path("", include("cases.finding.urls")),
    path("", include("cases.handover.urls")),
    path("dossiers/", include("cases.closing.urls")),
    path("hulpvragen/", include("cases.routing.urls")),
    path("overnemen/", include("cases.takeover.urls")),
    path("exports/", include("cases.exchange.urls")),
    path("ketenoverleg/", include("cases.conferences.urls")),
    path("bijdragen/", include("funding.contributions.urls")),
    path("facturen/", include("funding.invoices.urls")),
    path("doorschuif-btw/", include("funding.pass_through.urls")),
    path("comensha/", include("reporting.comensha.urls")),
    path("cijfers/", include("reporting.dashboards.urls")),
    path("keuzelijsten/", include("cases.vocabulary.urls")),
    path("accounts/", include("zorgportaal.accounts.urls")),
    path("inwoners/", include("zorgportaal.regions.urls")),
    path("waarneming/", include("zorgportaal.covering.urls")),
    path("concepten/", include("zorgportaal.drafts.urls")),
    path("taken/", include("zorgportaal.jobs.urls")),
    path("logboek/", include("zorgportaal.oversight.urls")),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("gezond/live", views.live, name="live"),
    path("gezond/gereed", views.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
