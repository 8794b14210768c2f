"""Addresses of signing in, of a person's own sign-in, and of an area's people, posts and trail."""

from django.urls import path

from .. import views

app_name = "accounts"

urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("invitation/<str:key>", views.invitation, name="invitation"),
    path("your-sign-in/", views.yours, name="yours"),
    path("your-sign-in/name", views.own_name, name="own_name"),
    path("your-sign-in/where/", views.sessions, name="sessions"),
    path("changes/", views.trail, name="trail"),
    path("areas/<slug:slug>/people/", views.people, name="people"),
    path("areas/<slug:slug>/people/invite", views.invite, name="invite"),
    path("areas/<slug:slug>/people/<int:pk>/name", views.person, name="person"),
    path("areas/<slug:slug>/people/roles/<int:pk>/end", views.end_role, name="end_role"),
    path("areas/<slug:slug>/people/invitations/<int:pk>/again", views.again, name="again"),
    path("areas/<slug:slug>/people/invitations/<int:pk>/withdraw", views.withdraw, name="withdraw"),
    path("areas/<slug:slug>/posts/", views.posts, name="posts"),
    path("areas/<slug:slug>/posts/fill", views.fill, name="fill_posts"),
    path("areas/<slug:slug>/posts/<int:pk>/end", views.end_post, name="end_post"),
    path("areas/<slug:slug>/tokens/", views.tokens, name="tokens"),
    path("areas/<slug:slug>/tokens/<int:pk>/revoke", views.revoke, name="revoke"),
]
