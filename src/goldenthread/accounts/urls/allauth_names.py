"""The addresses that django-allauth asks for by names of its own, which stand in no room."""

from allauth.account import views as account
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as provider
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from .. import views

OWN = "your-sign-in"

urlpatterns = [
    path("sign-in", views.sign_in, name="account_login"),
    path("sign-out", views.sign_out, name="account_logout"),
    path("sign-in/closed", account.account_inactive, name="account_inactive"),
    path("sign-in/forgotten", account.password_reset, name="account_reset_password"),
    path("sign-in/forgotten/sent", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sign-in/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/forgotten/done",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sign-in/second-step", steps.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey", login_not_required(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/with/<str:provider_id>", provider.login, name="openid_connect_login"),
    path("sign-in/with/<str:provider_id>/back", provider.callback, name="openid_connect_callback"),
    path(
        "sign-in/elsewhere/cancelled",
        elsewhere.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path(
        "sign-in/elsewhere/failed",
        login_not_required(elsewhere.login_error),
        name="socialaccount_login_error",
    ),
    path(f"{OWN}/again", account.reauthenticate, name="account_reauthenticate"),
    path(f"{OWN}/password", account.password_change, name="account_change_password"),
    path(f"{OWN}/password/first", account.password_set, name="account_set_password"),
    path(f"{OWN}/elsewhere", elsewhere.connections, name="socialaccount_connections"),
    path(f"{OWN}/steps/", steps.index, name="mfa_index"),
    path(f"{OWN}/steps/again", steps.reauthenticate, name="mfa_reauthenticate"),
    path(f"{OWN}/steps/app", app.activate_totp, name="mfa_activate_totp"),
    path(f"{OWN}/steps/app/off", app.deactivate_totp, name="mfa_deactivate_totp"),
    path(f"{OWN}/steps/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{OWN}/steps/codes/new",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{OWN}/steps/codes/file",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(f"{OWN}/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path(f"{OWN}/passkeys/add", passkey.add_webauthn, name="mfa_add_webauthn"),
    path(
        f"{OWN}/passkeys/again",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{OWN}/passkeys/<int:pk>/remove", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path(f"{OWN}/passkeys/<int:pk>/name", passkey.edit_webauthn, name="mfa_edit_webauthn"),
]
