"""Users for system admins: who may sign in, as whom, with which roles."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attain.kernel.problem import ProblemError
from attain_web.core.exports import ExportColumn, table_response
from attain_web.identity import services
from attain_web.identity.access import requires
from attain_web.identity.directory import person_names
from attain_web.identity.forms import UserForm
from attain_web.identity.models import RoleGrant, User
from attain_web.identity.roles import CAPABILITIES, ROLE_CAPABILITIES, Role
from attain_web.identity.views.account import own
from attain_web.ui.toasts import add_toast

SORTS = {"name": ("name", "email"), "email": ("email",), "seen": ("last_login", "email")}


@requires("user.admin")
@require_safe
def user_list(request: HttpRequest) -> HttpResponse:
    """All users, filtered by name, role and whether they may sign in."""
    users = _filtered(request)
    names = person_names()
    columns = [
        ExportColumn("E-mail", "email"),
        ExportColumn("Name", "name"),
        ExportColumn("Roles", _roles_of),
        ExportColumn("Person", "person_id"),
        ExportColumn("May sign in", "is_active", "boolean"),
        ExportColumn("Last signed in", "last_login", "moment"),
    ]
    export = table_response(request, "users", columns, users)
    if export is not None:
        return export
    page = Paginator(users, 50).get_page(request.GET.get("page"))
    for user in page:
        user.person_name = names.get(user.person_id or "", "")  # type: ignore[attr-defined]
        user.role_names = _roles_of(user)  # type: ignore[attr-defined]
    context = {
        "page": page,
        "roles": Role.choices,
        "role": request.GET.get("role", ""),
        "state": request.GET.get("state", ""),
        "query": request.GET.get("q", ""),
    }
    return render(request, "identity/users.html", context)


@requires("user.admin")
@never_cache
@require_http_methods(["GET", "POST"])
def user_new(request: HttpRequest) -> HttpResponse:
    """Create a user; shows the one-time password, this once."""
    initial = {name: request.GET.get(name, "") for name in ("email", "name", "person_id")}
    form = UserForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            user, password = services.create_user(
                own(request),
                email=values["email"],
                name=values["name"],
                roles=values["roles"],
                person_id=values["person_id"],
            )
        except ProblemError as error:
            _show(form, error)
        else:
            return render(request, "identity/user_password.html", {"shown": user, "password": password})
    return _form(request, form, None)


@requires("user.admin")
@require_http_methods(["GET", "POST"])
def user_detail(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change a user's name, roles, person, and whether they may sign in."""
    user = _find(user_id)
    initial = {
        "email": user.email,
        "name": user.name,
        "person_id": user.person_id or "",
        "roles": sorted(user.roles),
        "is_active": user.is_active,
    }
    form = UserForm(request.POST or None, user=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.change_user(
                own(request),
                user,
                name=values["name"],
                roles=values["roles"],
                person_id=values["person_id"],
                is_active=values["is_active"],
            )
        except ProblemError as error:
            _show(form, error)
        else:
            add_toast(request, f"{values['name']} is saved.")
            return redirect("identity:user", user_id=user.pk)
    return _form(request, form, user)


@requires("user.admin")
@never_cache
@require_POST
def user_reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a user a one-time password; shown this once."""
    user = _find(user_id)
    if user.pk == own(request).pk:
        return redirect("identity:password")
    password = services.reset_password(own(request), user)
    return render(request, "identity/user_password.html", {"shown": user, "password": password})


def _filtered(request: HttpRequest) -> QuerySet[User]:
    users = User.objects.prefetch_related(Prefetch("grants", queryset=RoleGrant.objects.order_by("role")))
    query, role, state = (request.GET.get(name, "").strip() for name in ("q", "role", "state"))
    if query:
        users = users.filter(
            Q(name__icontains=query) | Q(email__icontains=query) | Q(person_id__icontains=query)
        )
    if role in Role.values:
        users = users.filter(pk__in=RoleGrant.objects.filter(role=role).values("user"))
    if state in ("active", "inactive"):
        users = users.filter(is_active=state == "active")
    sort = request.GET.get("sort", "name")
    fields = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    return users.order_by(*(f"-{field}" if sort.startswith("-") else field for field in fields))


def _roles_of(user: User) -> str:
    return ", ".join(grant.get_role_display() for grant in user.grants.all())


def _find(user_id: int) -> User:
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise Http404
    return user


def _show(form: UserForm, error: ProblemError) -> None:
    for problem in error.problems:
        form.add_error("roles" if "role" in problem.code else None, f"{problem.message} {problem.hint}")


def _form(request: HttpRequest, form: UserForm, user: User | None) -> HttpResponse:
    meanings: list[tuple[str, list[str]]] = [
        (role.label, [CAPABILITIES[name] for name in CAPABILITIES if name in ROLE_CAPABILITIES[role]])
        for role in Role
    ]
    context: dict[str, Any] = {"form": form, "shown": user, "meanings": meanings}
    return render(request, "identity/user.html", context, status=422 if form.errors else 200)
