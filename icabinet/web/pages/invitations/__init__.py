"""Pages of inviting: the secretary's list, the letter, answers by link, badges, everybody's calendar."""

from icabinet.web.pages.invitations import acting, answering, badges, calendars, listing  # noqa: F401 - they add pages
