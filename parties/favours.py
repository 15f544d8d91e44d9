"""What upper apps do when a party gains or loses the green channel: registered at start, done in the act."""

from collections.abc import Callable
from datetime import datetime

from parties.models import Party

Follower = Callable[[Party, datetime], object]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Let this be done in the transaction of every act on a party's entitlements; from AppConfig.ready."""
    if follower not in _followers:
        _followers.append(follower)


def changed(party: Party, at: datetime) -> None:
    """Tell everybody who follows."""
    for follower in _followers:
        follower(party, at)
