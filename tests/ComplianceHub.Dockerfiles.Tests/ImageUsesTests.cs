namespace ComplianceHub.Dockerfiles.Tests;

public sealed class ImageUsesTests
{
    [Fact]
    public void Trap30_every_image_the_file_pulls_is_listed()
    {
        var file = Dockerfiles.Parse(
            "FROM golang:1 AS build",
            "RUN --mount=type=bind,from=busybox:2,target=/b --mount=type=cache,target=/c true",
            "COPY --from=nginx:3 /a /b",
            "FROM build",
            "COPY --from=build /a /b",
            "COPY --from=0 /a /b",
            "FROM scratch",
            "ONBUILD COPY --from=alpine:4 /a /b");

        Assert.Equal(
            [(ImageUseKind.From, "golang:1"), (ImageUseKind.MountFrom, "busybox:2"), (ImageUseKind.CopyFrom, "nginx:3"), (ImageUseKind.CopyFrom, "alpine:4")],
            file.ExternalImages.Select(u => (u.Kind, u.Reference?.Familiar)));
        Assert.Equal("--from=nginx:3", file.TextAt(file.ExternalImages.ElementAt(2).Span));
        Assert.Equal([false, false, false, true], file.ExternalImages.Select(u => u.IsTrigger));
    }

    [Fact]
    public void Trap30_names_and_numbers_of_later_stages_work_in_COPY()
    {
        var file = Dockerfiles.Parse("FROM a", "COPY --from=late x y", "COPY --from=1 x y", "COPY --from=7 x y", "FROM b AS late");
        var copies = file.ImageUses.Where(u => u.Kind == ImageUseKind.CopyFrom).ToList();

        Assert.Equal([1, 1, null], copies.Select(u => u.Stage?.Index));
        Assert.Equal("there is no stage 7", copies[2].Problem);
    }

    [Fact]
    public void Trap25_a_variable_in_from_is_not_expanded()
    {
        var use = Dockerfiles.Parse("ARG X=y", "FROM a", "COPY --from=$X a b").ImageUses[1];

        Assert.Equal(("$X", null, "variables are not expanded here"), (use.Written, use.Reference, use.Problem));
        Assert.True(use.IsExternal);
    }

    [Fact]
    public void Trap33_a_target_reaches_stages_by_FROM_COPY_and_mounts_only()
    {
        var file = Dockerfiles.Parse(
            "FROM a AS one",
            "FROM a AS two",
            "FROM a AS unused",
            "COPY --from=one x y",
            "FROM one AS final",
            "RUN --mount=from=two true",
            "FROM two AS other");

        Assert.Equal([0, 1, 3], file.ReachableFrom(file.Stages[3]).Select(s => s.Index));
        Assert.Equal([1, 4], file.ReachableFrom(file.FinalStage!).Select(s => s.Index));
    }

    [Fact]
    public void Stages_that_copy_from_each_other_do_not_hang()
    {
        var file = Dockerfiles.Parse("FROM a AS x", "COPY --from=y a b", "FROM a AS y", "COPY --from=x a b");

        Assert.Equal(2, file.ReachableFrom(file.Stages[0]).Length);
    }

    [Fact]
    public void A_stage_chosen_by_a_variable_needs_all_that_fit()
    {
        var file = Dockerfile.Parse("FROM a AS tini-linux\nFROM b AS tini-windows\nFROM c AS other\nFROM tini-${TARGETOS} AS tini\nFROM ${X}\nFROM scratch\nCOPY --from=tini / /");

        Assert.Equal([0, 1, 3, 5], file.ReachableFrom(file.Stages[5]).Select(s => s.Index));
        Assert.Equal(["a", "b", "c", "${X}"], file.ExternalImages.Select(u => u.Written));
    }
}
