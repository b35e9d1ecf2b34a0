using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Tests.Rules;

namespace ComplianceHub.Grading.Tests.Fixes;

/// <summary>Repairs of whole instructions; no expected text says that the place is too odd for one.</summary>
public sealed class InstructionRepairTests
{
    private const string From = "FROM debian:12\n";

    [Theory]
    [InlineData("ENV A b", "ENV A=b")]
    [InlineData("ENV A   b c", "ENV A=\"b c\"")]
    [InlineData("ENV A \"b c\"", "ENV A=\"b c\"")]
    [InlineData("LABEL A $B/c d", "LABEL A=\"$B/c d\"")]
    [InlineData("ENV A \\\n    b \\\n  # why\n    c", "ENV A=\"b \\\n  # why\n    c\"")]
    [InlineData("ENV A b \"c\" d", null)]
    [InlineData("ENV A \\\n  # why\n    b c", null)]
    [InlineData("ENV A b\\ c", null)]
    public void Old_pairs_get_an_equals_sign(string written, string? expected) => Same("legacy-kv", written, expected);

    [Theory]
    [InlineData("CMD a\nENTRYPOINT [\"x\"]\nCMD b", "ENTRYPOINT [\"x\"]\nCMD b")]
    [InlineData("CMD a\\\n  b\n# c\nCMD b", "# c\nCMD b")]
    [InlineData("# hadolint ignore=DL3025\nCMD a\nCMD b", null)]
    public void A_CMD_without_effect_goes(string written, string? expected) => Same("multiple-cmd", written, expected);

    [Theory]
    [InlineData("RUN a \\\n\n\n  b \\\n \t\n  c", "RUN a \\\n  b \\\n  c")]
    [InlineData("RUN a \\\n\n# why\n  b <<EOF\n\nEOF", "RUN a \\\n# why\n  b <<EOF\n\nEOF")]
    public void Empty_lines_inside_an_instruction_go(string written, string expected) => Same("empty-continuation", written, expected);

    [Theory]
    [InlineData("COPY a b /c", "COPY a b /c/")]
    [InlineData("COPY [\"a\", \"b\", \"/c d\"]", "COPY [\"a\", \"b\", \"/c d/\"]")]
    public void A_target_of_several_files_ends_in_a_slash(string written, string expected) => Same("copy-many-no-slash", written, expected);

    [Theory]
    [InlineData("RUN curl x | tar x", "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl x | tar x")]
    [InlineData("RUN curl x | tar x\nRUN cat y | sort", "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl x | tar x\nRUN cat y | sort")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\nRUN curl x | tar x", "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl x | tar x")]
    [InlineData("RUN yes | a", null)]
    [InlineData("RUN cat x | head -1", null)]
    [InlineData("RUN cat x | grep -q y", null)]
    [InlineData("RUN grep y x | sort", null)]
    [InlineData("RUN curl x | tar x && echo \"a\\nb\"", null)]
    public void Pipes_fail_by_a_shell_that_the_base_has_and_the_scripts_bear(string written, string? expected) => Same("pipefail", written, expected);

    [Fact]
    public void Alpine_has_another_shell() => Assert.Equal(
        "FROM alpine:3.22\nSHELL [\"/bin/ash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl x | tar x\n", Repair.By("pipefail", "FROM alpine:3.22\nRUN curl x | tar x\n"));

    [Fact]
    public void Of_an_unknown_base_no_shell_is_known() => Assert.Null(Repair.By("pipefail", "FROM registry.example.com/a:1\nRUN curl x | tar x\n"));

    [Theory]
    [InlineData("WORKDIR /a\nRUN cd b && make\nCMD [\"x\"]", "WORKDIR /a\nWORKDIR b\nRUN make\nWORKDIR /a\nCMD [\"x\"]")]
    [InlineData("RUN cd /b && make\nWORKDIR /c\nCMD [\"x\"]", "WORKDIR /b\nRUN make\nWORKDIR /c\nCMD [\"x\"]")]
    [InlineData("RUN cd /b && make\nCMD [\"x\"]", "WORKDIR /b\nRUN make\nWORKDIR /\nCMD [\"x\"]")]
    [InlineData("ENV D=/d\nRUN cd $D && make\nWORKDIR /c", "ENV D=/d\nWORKDIR $D\nRUN make\nWORKDIR /c")]
    [InlineData("RUN mkdir -p /b && cd /b && make\nWORKDIR /c", "WORKDIR /b\nRUN make\nWORKDIR /c")]
    [InlineData("# why\nRUN cd /b \\\n  && make\nWORKDIR /c", "WORKDIR /b\n# why\nRUN make\nWORKDIR /c")]
    [InlineData("RUN cd /b && make && cd - && x\nWORKDIR /c", null)]
    [InlineData("RUN cd $UNKNOWN && make\nWORKDIR /c", null)]
    [InlineData("RUN make && cd /b && make\nWORKDIR /c", null)]
    [InlineData("RUN cd /b || make\nWORKDIR /c", null)]
    public void WORKDIR_replaces_cd_where_what_follows_finds_its_directory(string written, string? expected) => Same("cd-in-run", written, expected);

    [Theory]
    [InlineData("WORKDIR app", "WORKDIR /app")]
    [InlineData("WORKDIR ./app", null)]
    public void A_directory_becomes_absolute_where_the_bases_is_known(string written, string? expected) => Same("workdir-relative", written, expected);

    [Theory]
    [InlineData("RUN ln -sf /bin/bash /bin/sh", "SHELL [\"/bin/bash\", \"-c\"]")]
    [InlineData("RUN rm /bin/sh && ln -s bash /bin/sh", "SHELL [\"/bin/bash\", \"-c\"]")]
    [InlineData("RUN make && ln -sf /bin/bash /bin/sh", null)]
    public void SHELL_replaces_the_link(string written, string? expected) => Same("shell-by-ln", written, expected);

    [Fact]
    public void A_stages_name_is_written_small_wherever_it_stands() => Assert.Equal(
        "FROM a:1 AS build\nFROM b:1\nCOPY --from=build /x /x\nRUN --mount=type=bind,from=build,target=/y ls\n",
        Repair.By("stage-case", "FROM a:1 AS Build\nFROM b:1\nCOPY --from=Build /x /x\nRUN --mount=type=bind,from=BUILD,target=/y ls\n"));

    [Theory]
    [InlineData("MAINTAINER A \"B\" <a@b.c>", "LABEL org.opencontainers.image.authors=\"A \\\"B\\\" <a@b.c>\"")]
    [InlineData("MAINTAINER $A", "LABEL org.opencontainers.image.authors=\"\\$A\"")]
    [InlineData("MAINTAINER A\nLABEL maintainer=\"a@b.c\"", "LABEL maintainer=\"a@b.c\"")]
    public void A_maintainer_becomes_a_label(string written, string expected) => Same("maintainer", written, expected);

    [Theory]
    [InlineData("EXPOSE 22", "")]
    [InlineData("EXPOSE 22 80", "EXPOSE 80")]
    [InlineData("EXPOSE 80 \\\n  22/tcp", "EXPOSE 80")]
    public void A_port_goes_alone_or_with_its_instruction(string written, string expected) => Same("port-22", written, expected);

    [Theory]
    [InlineData("CMD node app.js --x='a b'", null)]
    [InlineData("CMD node app.js 'a b'", "CMD [\"node\", \"app.js\", \"a b\"]")]
    [InlineData("CMD exec node app.js", "CMD [\"node\", \"app.js\"]")]
    [InlineData("CMD   node \\\n    app.js", "CMD   [\"node\", \"app.js\"]")]
    [InlineData("CMD node $APP", null)]
    [InlineData("CMD node a.js && true", null)]
    [InlineData("CMD node a.js > /dev/null", null)]
    [InlineData("CMD A=b node a.js", null)]
    [InlineData("CMD cd /a", null)]
    [InlineData("CMD ls *.js", null)]
    [InlineData("CMD node \\\n  # why\n  a.js", null)]
    [InlineData("ENTRYPOINT node a.js", "ENTRYPOINT [\"node\", \"a.js\"]")]
    [InlineData("ENTRYPOINT node a.js\nCMD [\"x\"]", null)]
    public void Plain_words_become_a_JSON_array(string written, string? expected) => Same("exec-form", written, expected);

    [Theory]
    [InlineData("LABEL org.opencontainers.image.licenses=\"Apache 2.0\"", "label-spdx", "LABEL org.opencontainers.image.licenses=\"Apache-2.0\"")]
    [InlineData("LABEL org.opencontainers.image.source=github.com/a/b", "label-url", "LABEL org.opencontainers.image.source=\"https://github.com/a/b\"")]
    [InlineData("LABEL org.opencontainers.image.licenses=\"GPL\"", "label-spdx", null)]
    public void A_labels_value_is_corrected_where_only_one_thing_can_be_meant(string written, string rule, string? expected) => Same(rule, written, expected);

    [Theory]
    [InlineData("COPY a /a\nCMD [\"a\"]", "ARG IMAGE_REVISION\nLABEL org.opencontainers.image.revision=\"$IMAGE_REVISION\"\n")]
    [InlineData("ARG IMAGE_REVISION=x\nCOPY a /a", "ARG IMAGE_REVISION_LABEL\nLABEL org.opencontainers.image.revision=\"$IMAGE_REVISION_LABEL\"\n")]
    public void A_label_that_nobody_knows_comes_from_the_build(string written, string expected) =>
        Assert.Contains(expected, Repair.By("label-missing", From + written + "\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ENV NODE_TLS_REJECT_UNAUTHORIZED=0", "tls-off-env", "")]
    [InlineData("ENV A=b NODE_TLS_REJECT_UNAUTHORIZED=0 C=d", "tls-off-env", "ENV A=b C=d")]
    [InlineData("RUN NODE_TLS_REJECT_UNAUTHORIZED=0 node a", "tls-off-env", "RUN node a")]
    [InlineData("RUN export GIT_SSL_NO_VERIFY=1 && git pull", "tls-off-env", "RUN git pull")]
    [InlineData("RUN curl -fsSLk -o a b", "curl-wget-insecure", "RUN curl -fsSL -o a b")]
    [InlineData("RUN wget --no-check-certificate a", "curl-wget-insecure", "RUN wget a")]
    [InlineData("RUN npm config set strict-ssl false && npm ci", "npm-tls", "RUN npm ci")]
    [InlineData("RUN pip install --trusted-host a b", "pip-trusted-host", "RUN pip install b")]
    [InlineData("RUN pip install -i http://a --trusted-host a b", "pip-trusted-host", null)]
    [InlineData("RUN apt-get install --force-yes -y a", "apt-untrusted", "RUN apt-get install -y a")]
    [InlineData("RUN apt-get -o Acquire::AllowInsecureRepositories=true update", "apt-untrusted", "RUN apt-get update")]
    public void What_switches_a_check_off_is_left_away(string written, string rule, string? expected) => Same(rule, written, expected);

    [Theory]
    [InlineData("RUN sudo apt-get update", "RUN apt-get update")]
    [InlineData("RUN a && sudo -E b", "RUN a && b")]
    [InlineData("USER app\nRUN sudo a", null)]
    [InlineData("RUN sudo -u app a", null)]
    public void Root_needs_no_sudo(string written, string? expected) => Same("sudo", written, expected);

    [Theory]
    [InlineData("RUN apt-get update && apt-get install -y a", "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*")]
    [InlineData("RUN apt-get update && apt-get install -y a\nRUN apt-get install -y b", null)]
    [InlineData("RUN apt-get update && apt-get install -y a\nRUN apt-get update && apt-get install -y b", "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install -y b && rm -rf /var/lib/apt/lists/*")]
    public void Lists_that_a_later_RUN_lives_on_stay(string written, string? expected) => Same("apt-lists", written, expected);

    [Theory]
    [InlineData("RUN microdnf install -y a", "dnf-clean", "RUN microdnf install -y a && microdnf clean all")]
    [InlineData("RUN if a; then yum install -y b; fi", "yum-clean", null)]
    public void The_program_that_filled_the_cache_empties_it(string written, string rule, string? expected) => Same(rule, written, expected);

    [Theory]
    [InlineData("RUN apt-get update\nRUN apt-get install -y a", "RUN apt-get update \\\n    && apt-get install -y a")]
    [InlineData("RUN apt-get update\nCOPY a b\nRUN apt-get install -y a", "COPY a b\nRUN apt-get update && apt-get install -y a")]
    [InlineData("RUN apt-get update\nRUN apt-get update && apt-get install -y a", "RUN apt-get update && apt-get install -y a")]
    [InlineData("RUN apt-get update\nRUN apt-get install -y a; b", null)]
    [InlineData("RUN apt-get update", null)]
    public void A_refresh_moves_to_the_RUN_that_needs_it(string written, string? expected) => Same("update-alone", written, expected);

    [Fact]
    public void An_argument_for_the_base_stands_above_the_comments_of_the_first_FROM() => Assert.Equal(
        "# syntax=docker/dockerfile:1\r\nARG DEBIAN_IMAGE=debian:12\r\n# the base\r\nFROM ${DEBIAN_IMAGE}\r\n",
        Repair.By("base-not-parametrised", "# syntax=docker/dockerfile:1\r\n# the base\r\nFROM debian:12\r\n"));

    [Fact]
    public void An_argument_never_stands_before_a_byte_order_mark() =>
        Assert.Equal("\uFEFFARG DEBIAN_IMAGE=debian:12\nFROM ${DEBIAN_IMAGE}\n", Repair.By("base-not-parametrised", "\uFEFFFROM debian:12\n"));

    [Fact]
    public void An_argument_that_an_earlier_stage_declares_becomes_global() => Assert.Equal(
        "ARG V=1\nFROM a:1\nARG V=1\nFROM b:${V}\n", Repair.By("arg-undefined-in-from", "FROM a:1\nARG V=1\nFROM b:${V}\n"));

    [Theory]
    [InlineData("FROM node:22 AS a", "FROM node:22@DIGEST AS a")]
    [InlineData("ARG B=node:22\nFROM ${B}", "ARG B=node:22@DIGEST\nFROM ${B}")]
    [InlineData("ARG B=\"node:22\"\nFROM $B", "ARG B=\"node:22@DIGEST\"\nFROM $B")]
    [InlineData("ARG V=22\nFROM node:${V}", null)]
    [InlineData("FROM scratch\nCOPY --from=node:22 /a /a", "FROM scratch\nCOPY --from=node:22@DIGEST /a /a")]
    [InlineData("FROM scratch\nRUN --mount=type=bind,from=node:22,target=/a ls", "FROM scratch\nRUN --mount=type=bind,from=node:22@DIGEST,target=/a ls")]
    [InlineData("FROM debian:12", null)]
    public void A_digest_is_written_where_the_name_is_and_a_registry_gave_one(string text, string? expected)
    {
        var crawled = ImmutableDictionary<string, BaseImageFacts>.Empty.Add("docker.io/library/node:22", new("", BaseFamily.Full, true, "crawled", new(2026, 11, 1)) { Digest = Graded.Digest });

        Assert.Equal(expected?.Replace("DIGEST", Graded.Digest, StringComparison.Ordinal), Repair.By("digest-missing", text, crawled));
    }

    private static void Same(string rule, string written, string? expected) =>
        Assert.Equal(expected is null ? null : From + (expected.Length == 0 ? "" : expected + "\n"), Repair.By(rule, From + written + "\n"));
}
