"""The QR code with which an adviser connects an authenticator."""

from __future__ import annotations

from markupsafe import Markup

from usecases.second_factor import enrolment_uri
from web.site.qr import qr_svg
from web.site.services import services


def enrolment_qr(secret: str, email: str) -> Markup:
    """The QR code that an authenticator scans, as inline SVG."""
    return qr_svg(enrolment_uri(secret, email, services.bank.notices.service), "QR code for your authenticator")
