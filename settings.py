"""Settings: every knob of the bot, from the environment or `.env`; all faults are reported at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import AnyHttpUrl, AnyWebsocketUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from newsroom.addresses import parse_allow
from radio.errors import ConfigError
from radio.mail import HELP_LINES


class Settings(BaseSettings):
    """What the person who runs the bot can set. `.env.example` shows every name with its meaning."""

    model_config = SettingsConfigDict(env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    openai_api_key: SecretStr | None = None
    openai_base_url: AnyHttpUrl | None = None
    openai_model: str = "gpt-5-mini"
    openai_timeout: float = Field(default=60, gt=0, le=600)
    model_tokens_per_day: int = Field(default=500_000, ge=0)
    openai_moderation_model: str = ""
    mail_help_lines: str = Field(default=HELP_LINES, max_length=200)
    fetch_allow: str = ""
    fetch_pace: float = Field(default=5, ge=0, le=600)
    contact: str = ""
    discord_token: SecretStr | None = None
    discord_api_base: AnyHttpUrl | None = None
    discord_gateway_url: AnyWebsocketUrl | None = None
    message_content: bool = False
    owner_channel_id: int | None = Field(default=None, gt=0)
    source_url: AnyHttpUrl | None = None
    health_port: int | None = Field(default=None, ge=1, le=65535)
    health_host: str = "127.0.0.1"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] | None = None

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("mail_help_lines")
    @classmethod
    def _break_lines(cls, value: str) -> str:
        return value.replace("\\n", "\n").strip()

    @field_validator("fetch_allow")
    @classmethod
    def _name_pairs(cls, value: str) -> str:
        try:
            parse_allow(value)
        except ConfigError as error:
            raise ValueError("; ".join(error.faults)) from error
        return value

    @property
    def has_model(self) -> bool:
        """Whether a model can be asked. An endpoint of one's own may need no key."""
        return self.openai_api_key is not None or self.openai_base_url is not None


class AirSettings(Settings):
    """What `bot.py run` needs on top: the token is not optional any more."""

    discord_token: SecretStr  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride] – narrower on purpose, and read only


_REMEDIES = {
    "discord_token": "the bot's token from the application's page, under Bot",
    "openai_base_url": "an http(s) address such as https://api.openai.com/v1",
    "openai_timeout": "seconds for one call, above 0 and up to 600",
    "model_tokens_per_day": "a whole number of tokens, 0 for none",
    "mail_help_lines": "where someone in distress finds help, at most 200 characters, \\n between two lines",
    "fetch_allow": "host:port pairs, e.g. 127.0.0.1:8080,[::1]:8080",
    "fetch_pace": "seconds between two requests to one host of FETCH_ALLOW, 0 to 600",
    "discord_api_base": "an http(s) address such as https://discord.com/api/v10",
    "discord_gateway_url": "a ws(s) address such as wss://gateway.discord.gg/",
    "message_content": "1 where Message Content Intent is on for the application, else 0",
    "owner_channel_id": "a channel's id, a number: right-click the channel in Discord, Copy Channel ID",
    "source_url": "an http(s) address where this bot's code can be read",
    "health_port": "a free port, 1 to 65535, or nothing for no health page",
    "log_level": "DEBUG, INFO, WARNING or ERROR",
}


S = TypeVar("S", bound=Settings)


def load_settings(env_file: Path | None, shape: type[S] = Settings, **given: Any) -> S:
    """Read all settings. Raises ConfigError that names every wrong one with what it should be."""
    try:
        return shape(_env_file=env_file, **given)  # pyright: ignore[reportCallIssue] – pydantic-settings' own argument
    except ValidationError as error:
        raise ConfigError(*_name_faults(error)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{env_file}: not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{env_file}: {error.strerror}; give the file to the user who runs the bot") from error


def _name_faults(error: ValidationError) -> Iterable[str]:
    for fault in error.errors(include_url=False, include_input=False):
        field = str(fault["loc"][0])
        yield f"{field.upper()}: {fault['msg']}; set {_REMEDIES.get(field, 'it as .env.example shows')}"
