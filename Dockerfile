# One image: the checkout and its locked libraries. What the bot remembers lives in /data, never in the image.
FROM python:3.13-slim AS libraries
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock /tmp/
RUN python -m venv /venv && /venv/bin/python -m pip install --only-binary :all: -r /tmp/requirements.lock

FROM python:3.13-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin radio \
    && install --directory --owner radio --group radio --mode 0700 /data
COPY --from=libraries /venv /venv
WORKDIR /app
COPY . .
# The image is read-only when it runs: what Python would write beside its files is written now.
RUN /venv/bin/python -m compileall -q /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp HEALTH_PORT=8080
USER radio
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=90s --retries=3 CMD ["python", "deploy/healthcheck.py"]
ENTRYPOINT ["python", "bot.py"]
CMD ["run", "--database", "/data/radio.db"]
