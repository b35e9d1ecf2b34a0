namespace ComplianceHub.Cli.Tests;

/// <summary>Dockerfiles that the tests write.</summary>
internal static class Samples
{
    /// <summary>Critical, high and lesser findings on known lines.</summary>
    public const string Awful = """
        FROM ubuntu:latest
        ENV AWS_ACCESS_KEY_ID=AKIAQ3EGRIVPTLX7WJ2D
        RUN apt-get update && apt-get install -y gcc curl
        CMD node server.js

        """;

    /// <summary>High findings, but no critical one.</summary>
    public const string Floating = """
        FROM registry.example.org/base/app:latest
        USER 1000
        CMD ["/app"]

        """;

    /// <summary>The instruction on line 3 does not exist; the rest is readable.</summary>
    public const string Broken = """
        FROM registry.example.org/base/app:1.2
        USER 1000
        INSTAL curl
        CMD ["/app"]

        """;

    /// <summary>As good as a Dockerfile can be.</summary>
    public const string Exemplary = """
        ARG BASE=registry.example.org/distroless/static:1.4@sha256:9f1c3a7b5d2e4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8
        FROM ${BASE}
        LABEL org.opencontainers.image.authors="Team Example <team@example.org>" \
              org.opencontainers.image.source="https://git.example.org/team/app" \
              org.opencontainers.image.revision="0123456789abcdef0123456789abcdef01234567"
        COPY app /app
        USER 65532:65532
        EXPOSE 8080
        HEALTHCHECK CMD ["/app", "--health"]
        ENTRYPOINT ["/app"]

        """;
}
