namespace ComplianceHub.Dockerfiles.Tests;

public sealed class StageBuilderTests
{
    [Fact]
    public void Trap18_FROM_compares_a_stage_name_as_written_with_the_lower_cased_one()
    {
        var file = Dockerfiles.Parse("FROM a AS Base", "FROM Base", "FROM base", "FROM c", "COPY --from=BASE x y");

        Assert.IsType<StageBase.Unknown>(file.Stages[1].Base);
        Assert.Same(file.Stages[0], Assert.IsType<StageBase.Parent>(file.Stages[2].Base).Stage);
        Assert.Same(file.Stages[0], file.ImageUses.Single(u => u.Kind == ImageUseKind.CopyFrom).Stage);
    }

    [Fact]
    public void Trap20_FROM_sees_global_ARGs_and_platform_ARGs_only()
    {
        var file = Dockerfiles.Parse("ARG V=1", "FROM a:$V AS x", "ARG W=2", "ENV E=3", "FROM a:$W", "FROM a:$E", "FROM --platform=$BUILDPLATFORM a:${V}", "FROM a-$TARGETARCH:1");

        Assert.Equal("1", Assert.IsType<StageBase.External>(file.Stages[0].Base).Reference.Tag);
        Assert.IsType<StageBase.Unknown>(file.Stages[1].Base);
        Assert.IsType<StageBase.Unknown>(file.Stages[2].Base);
        Assert.IsType<StageBase.External>(file.Stages[3].Base);
        Assert.Equal("a-$TARGETARCH:1", Assert.IsType<StageBase.Unknown>(file.Stages[4].Base).Expanded);
        Assert.Equal("V", Assert.Single(file.GlobalArgs).Declarations[0].Key);
    }

    [Fact]
    public void Trap21_a_global_ARG_is_not_visible_in_a_stage_until_repeated_and_a_stages_ARG_is_inherited()
    {
        var file = Dockerfiles.Parse("ARG G=g", "FROM a AS x", "ENV A=$G", "ARG G", "ENV B=$G", "ARG S=s", "FROM x", "ENV C=$S-$G");

        Assert.Null(file.Stages[0].Scope.Variables["A"].Text);
        Assert.Equal("g", file.Stages[0].Scope.Variables["B"].Text);
        Assert.Equal("s-g", file.Stages[1].Scope.Variables["C"].Text);
    }

    [Fact]
    public void Trap23_separators_inside_a_substitution_separate_nothing()
    {
        var file = Dockerfiles.Parse("ARG R", "FROM ${R:-docker.io/library/x:1@sha256:aa} AS y", "FROM \"${R:-z}\"");

        Assert.Equal("docker.io/library/x:1@sha256:aa", Assert.IsType<StageBase.External>(file.Stages[0].Base).Reference.Original);
        Assert.Equal("z", Assert.IsType<StageBase.External>(file.Stages[1].Base).Reference.Name);
    }

    [Theory]
    [InlineData("FROM ubuntu:$TAG")]
    [InlineData("FROM ubuntu$TAG")]
    [InlineData("FROM ${REGISTRY}/ubuntu")]
    [InlineData("FROM $IMAGE")]
    public void Trap24_what_is_not_fully_known_stays_unknown(string from)
    {
        var file = Dockerfiles.Parse("ARG TAG", "ARG IMAGE", from);

        Assert.Contains("has no value in this file", Assert.IsType<StageBase.Unknown>(file.Stages[0].Base).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap24_an_empty_tag_is_an_invalid_reference()
    {
        Assert.Equal("the tag is empty", Assert.IsType<StageBase.Unknown>(Dockerfiles.Parse("ARG TAG=", "FROM busybox:${TAG}").Stages[0].Base).Reason);
    }

    [Fact]
    public void Trap27_a_default_may_refer_to_earlier_ARGs_on_the_same_line_too()
    {
        var file = Dockerfiles.Parse("ARG A=1 B=$A.2", "ARG C=${B}.3", "FROM x:$C");

        Assert.Equal("1.2.3", Assert.IsType<StageBase.External>(file.Stages[0].Base).Reference.Tag);
    }

    [Fact]
    public void Trap28_FROM_finds_earlier_stages_only()
    {
        var file = Dockerfiles.Parse("FROM later AS first", "FROM first AS later", "FROM later");

        Assert.IsType<StageBase.External>(file.Stages[0].Base);
        Assert.Equal([2, 1, 0], file.Stages[2].Lineage().Select(s => s.Index));
        Assert.Same(file.Stages[0].Base, file.Stages[2].Root);
    }

    [Fact]
    public void Trap28_a_name_given_twice_means_the_last_stage_before()
    {
        var file = Dockerfiles.Parse("FROM a AS x", "FROM x AS x", "FROM x");

        Assert.Equal([2, 1, 0], file.Stages[2].Lineage().Select(s => s.Index));
    }

    [Fact]
    public void Trap29_scratch_is_no_image()
    {
        var file = Dockerfiles.Parse("FROM scratch");

        Assert.IsType<StageBase.Scratch>(file.Stages[0].Base);
        Assert.Empty(file.ExternalImages);
    }

    [Fact]
    public void Trap36_ONBUILD_applies_to_stages_built_on_it_and_no_further()
    {
        var file = Dockerfiles.Parse("FROM a AS x", "ONBUILD ENV V=1", "ONBUILD USER u", "FROM x AS y", "FROM y");

        Assert.Empty(file.Stages[0].Scope.Variables);
        Assert.Equal("1", file.Stages[1].Scope.Variables["V"].Text);
        Assert.Equal(["ENV", "USER"], file.Stages[1].Executed.Select(i => i.Name));
        Assert.Empty(file.Stages[2].InheritedTriggers);
        Assert.Equal("1", file.Stages[2].Scope.Variables["V"].Text);
    }

    [Fact]
    public void ENV_wins_over_ARG_and_values_of_one_instruction_do_not_see_each_other()
    {
        var file = Dockerfiles.Parse("FROM a", "ENV X=env", "ARG X=arg", "ENV A=hello", "ENV A=bye B=$A");

        Assert.Equal("env", file.Stages[0].Scope.Variables["X"].Text);
        Assert.Equal("hello", file.Stages[0].Scope.Variables["B"].Text);
    }

    [Fact]
    public void The_scope_at_an_instruction_holds_what_precedes_it()
    {
        var file = Dockerfiles.Parse("FROM a", "USER one", "ENV X=1", "USER two", "ENV X=2", "USER three");
        var stage = file.Stages[0];

        Assert.Equal(
            [null, "1", "2"],
            stage.Instructions.OfType<UserInstruction>().Select(u => stage.ScopeAt(u).Variables.TryGetValue("X", out var value) ? value.Text : null));
        Assert.Null(stage.ScopeAt(stage.Instructions[1]).Expand("$X").Text);
    }

    [Fact]
    public void A_stage_is_found_by_name_in_any_case_and_by_number()
    {
        var file = Dockerfiles.Parse("FROM a AS One", "FROM b");

        Assert.Equal(0, file.FindStage("oNe")?.Index);
        Assert.Equal(1, file.FindStage("1")?.Index);
        Assert.Null(file.FindStage("2"));
        Assert.Same(file.Stages[1], file.FinalStage);
    }

    [Fact]
    public void Trap31_the_user_of_an_image_is_the_last_one_of_its_stage_or_of_what_it_is_built_on()
    {
        var file = Dockerfiles.Parse("FROM a AS base", "USER root", "USER app", "FROM base AS mid", "RUN x", "FROM mid", "FROM b", "USER late");

        Assert.Equal("app", file.Stages[2].Effective<UserInstruction>()?.User.Text);
        Assert.Equal("late", file.Stages[3].Effective<UserInstruction>()?.User.Text);
        Assert.Null(Dockerfiles.Parse("FROM a", "RUN x").Stages[0].Effective<UserInstruction>());
    }

    [Fact]
    public void Trap32_a_user_given_by_a_variable_has_the_variables_default()
    {
        var file = Dockerfiles.Parse("FROM a", "ARG UID=0", "USER ${UID}:grp");
        var user = file.The<UserInstruction>();

        Assert.Equal("0:grp", file.Stages[0].ScopeAt(user).Expand(user.User.Text).Text);
    }

    [Fact]
    public void Trap34_settings_are_inherited_by_FROM_stage()
    {
        var file = Dockerfiles.Parse("FROM a AS x", "WORKDIR /w", "HEALTHCHECK CMD x", "ENTRYPOINT [\"e\"]", "STOPSIGNAL TERM", "LABEL l=1", "ENV E=1", "FROM x");
        var stage = file.Stages[1];

        Assert.Equal("/w", stage.Effective<WorkdirInstruction>()?.Path.Text);
        Assert.NotNull(stage.Effective<HealthcheckInstruction>());
        Assert.NotNull(stage.Effective<EntrypointInstruction>());
        Assert.NotNull(stage.Effective<StopsignalInstruction>());
        Assert.NotNull(stage.Effective<LabelInstruction>());
        Assert.Equal("1", stage.Scope.Variables["E"].Text);
    }

    [Fact]
    public void Trap35_an_ENTRYPOINT_clears_an_inherited_CMD_and_keeps_the_stages_own()
    {
        var file = Dockerfiles.Parse("FROM a AS x", "CMD one", "FROM x AS y", "FROM y AS z", "ENTRYPOINT e", "FROM x", "CMD two", "ENTRYPOINT e");

        Assert.Equal(["one", "one", null, "two"], file.Stages.Select(s => s.EffectiveCmd?.Script));
    }

    [Fact]
    public void Trap37_platform_and_stage_name_are_at_hand_together()
    {
        var from = Dockerfiles.Parse("FROM --platform=linux/amd64 a AS build_amd64").The<FromInstruction>();

        Assert.Equal(("linux/amd64", "build_amd64"), (from.Platform, from.StageName?.Text));
    }
}
