# One image for web, worker and beat. Front-end files and messages are built in; secrets come at run time.
FROM node:20-bookworm-slim AS front
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=front /app/node_modules node_modules
# DEMO=1 only lets the settings load; what it writes stays in this layer's VAR_DIR.
RUN export DEMO=1 VAR_DIR=/tmp/var \
    && .venv/bin/python manage.py vendor_assets \
    && .venv/bin/python manage.py compile_messages \
    && .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules tests /tmp/var

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin qts \
    && install -d -o qts -g qts /var/lib/qts
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/qts
USER qts
EXPOSE 8000
CMD ["gunicorn", "zhenjiang_qts.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--access-logfile", "-", "--access-logformat", "%(h)s %(t)s \"%(m)s %(U)s\" %(s)s %(b)s %(M)sms", \
     "--no-control-socket"]
