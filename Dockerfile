# ComplianceHub's own image. Every base is a global ARG with a default, so that an organisation can point it at its mirror:
#   docker build --build-arg SDK_IMAGE=registry.example.org/mirror/dotnet/sdk:… --build-arg REVISION=$(git rev-parse HEAD) .
#
# Digests: the multi-platform indexes that mcr.microsoft.com served in September 2026 for
#   sdk:10.0-noble (SDK 10.0.401, read 2026-09-11) and aspnet:10.0.11-alpine3.24,
# as public repositories record them in their lock comments. Renew both together:
#   skopeo inspect --format '{{.Digest}}' docker://mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble@sha256:2fa828c68761b1b8c23d7662dc134421b9d3b59fe1425fdbc80804e390cdb24d
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.11-alpine3.24@sha256:c4b29bf368004ad9076c1ab9bc91fb373561e3905b4345637e14e8b8c57e3be8

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props BannedSymbols.txt global.json .editorconfig ./
COPY src/ src/
COPY wwwroot/ wwwroot/
RUN dotnet publish src/ComplianceHub.Web/ComplianceHub.Web.csproj --configuration Release --output /app

FROM ${RUNTIME_IMAGE} AS hub
ARG REVISION=unknown
LABEL org.opencontainers.image.title="ComplianceHub" \
      org.opencontainers.image.description="Grades an organisation's container images against best practice" \
      org.opencontainers.image.authors="The ComplianceHub maintainers" \
      org.opencontainers.image.source="https://github.com/compliancehub/compliancehub" \
      org.opencontainers.image.revision="${REVISION}"
RUN apk add --no-cache 'git~2' \
    && mkdir /data \
    && chown 1654:1654 /data
WORKDIR /app
COPY --from=build /app ./
COPY data/sample-org/ sample-org/
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Hub__DataFolder=/data \
    Hub__SampleOrganisation=/app/sample-org
VOLUME /data
EXPOSE 8080
USER 1654:1654
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["dotnet", "ComplianceHub.Web.dll"]
