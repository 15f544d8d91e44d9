"""The ways out of the house: what hands a finished message to e-mail, or to an SMS gateway."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.mail import EmailMessage

from notices.models import Channel


@dataclass(frozen=True)
class Message:
    """One message as it leaves; `key` is the same at every repetition, so a receiver can drop the second."""

    key: str
    address: str
    title: str
    body: str


Sender = Callable[[Message], None]
_senders: dict[str, Sender] = {}


def register_sender(channel: str, sender: Sender) -> None:
    """Give a channel its way out; a sender raises whatever went wrong."""
    _senders[channel] = sender


def sender_of(channel: str) -> Sender | None:
    """The way out of a channel; none means that nothing is written for it."""
    return _senders.get(channel)


def send_email(message: Message) -> None:
    """Hand one e-mail to the mail server, its key as Message-ID and X-Idempotency-Key."""
    headers = {"X-Idempotency-Key": message.key, "Message-ID": f"<{message.key}@notices.invalid>"}
    EmailMessage(message.title, message.body, to=[message.address], headers=headers).send()


register_sender(Channel.EMAIL, send_email)
