"""What a worker does: it claims a piece of work and hands it to whoever does that kind."""

from .handlers import Hopeless, carry_out
from .mail import send_mail
from .webhook import send_webhook

__all__ = ["Hopeless", "carry_out", "send_mail", "send_webhook"]
