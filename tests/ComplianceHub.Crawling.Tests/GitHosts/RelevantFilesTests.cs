using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Crawling.Tests.GitHosts;

public sealed class RelevantFilesTests
{
    [Theory]
    [InlineData("Dockerfile", FileKind.Dockerfile)]
    [InlineData("a/dockerfile", FileKind.Dockerfile)]
    [InlineData("a/Dockerfile.dev", FileKind.Dockerfile)]
    [InlineData("a/Dockerfile-prod", FileKind.Dockerfile)]
    [InlineData("a/base.Dockerfile", FileKind.Dockerfile)]
    [InlineData("connect.dockerfile", FileKind.Dockerfile)]
    [InlineData("Containerfile", FileKind.Dockerfile)]
    [InlineData("x.containerfile", FileKind.Dockerfile)]
    [InlineData(".dockerignore", FileKind.Dockerignore)]
    [InlineData("a/Dockerfile.dev.dockerignore", FileKind.Dockerignore)]
    [InlineData(".github/CODEOWNERS", FileKind.CodeOwners)]
    [InlineData("docs/CODEOWNERS", FileKind.CodeOwners)]
    [InlineData("a/catalog-info.yaml", FileKind.CatalogInfo)]
    [InlineData("compose.yaml", FileKind.Compose)]
    [InlineData("a/docker-compose.override.yml", FileKind.Compose)]
    [InlineData("docker-bake.hcl", FileKind.Bake)]
    [InlineData("docker-bake.override.json", FileKind.Bake)]
    [InlineData(".github/workflows/ci.yml", FileKind.Workflow)]
    [InlineData("deploy/web.yaml", FileKind.Kubernetes)]
    [InlineData("a/k8s/prod/web.yml", FileKind.Kubernetes)]
    [InlineData("kustomization.yaml", FileKind.Kubernetes)]
    public void Names_by_every_convention_are_known(string path, FileKind kind) => Assert.Equal(kind, RelevantFiles.Classify(path));

    [Theory]
    [InlineData("Dockerfile.md")]
    [InlineData("Dockerfile-linux.template")]
    [InlineData("Dockerfile.j2")]
    [InlineData("Dockerfiles/readme")]
    [InlineData("dockerfile-parser/x.c")]
    [InlineData("a/CODEOWNERS")]
    [InlineData("src/config.yaml")]
    [InlineData("composer.yml")]
    [InlineData("node_modules/x/Dockerfile")]
    [InlineData("")]
    public void Other_files_are_nothing_to_us(string path) => Assert.Null(RelevantFiles.Classify(path));
}
