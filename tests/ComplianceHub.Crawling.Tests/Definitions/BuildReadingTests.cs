using ComplianceHub.Crawling.Definitions;

namespace ComplianceHub.Crawling.Tests.Definitions;

public sealed class BuildReadingTests
{
    [Fact]
    public void A_service_that_is_built_and_named_is_a_build()
    {
        var builds = ComposeFile.BuildsOf("deploy/compose.yaml", """
            services:
              cart:
                image: registry.example.org/shop/basket:${TAG:-dev}
                build: { context: ../services/cart, dockerfile: docker/Dockerfile.web, target: api }
              short: { image: r.example.org/short, build: . }
              unnamed: { build: . }
              local: { image: basket, build: . }
              outside: { image: r.example.org/a, build: ../.. }
              remote: { image: r.example.org/a, build: { context: 'https://git.example.org/x.git' } }
              inline: { image: r.example.org/a, build: { dockerfile_inline: FROM a } }
              somewhere: { image: r.example.org/a, build: '${WHERE}' }
            """);

        Assert.Equal(
            ["cart services/cart/docker/Dockerfile.web api registry.example.org/shop/basket", "short deploy/Dockerfile  r.example.org/short"], builds.Select(Text));
    }

    [Fact]
    public void A_bake_file_builds_its_targets_with_what_they_inherit()
    {
        var builds = BakeFile.BuildsOf("ci/docker-bake.hcl", """
            # comment
            variable "REGISTRY" { default = "r.example.org/base" } // one line
            variable "TAG" { /* no default */ }
            prefix = "${REGISTRY}/x"
            function "f" { params = [a]
              result = "${a}" }
            group "default" { targets = ["node", "jre"] }
            target "_common" {
              dockerfile = "Dockerfile.common"
              args = { A = "b", C = REGISTRY }
              context = "nowhere"
            }
            target "_tagged" { tags = ["${REGISTRY}/none:1"] }
            target "node" {
              inherits = ["_tagged", "_common"]
              context  = "../node"
              target   = "runtime"
              tags     = ["${REGISTRY}/node:${TAG}", "docker.io/shop/node:1", notequal(TAG, "") ? "${REGISTRY}/no" : "", f("x")]
            }
            target "jre" {
              inherits = ["_common"]
              tags = [
                "${prefix}/jre:21-${f("}")}",   # a brace in a text
                "$${REGISTRY}/literal",
              ]
            }
            target "lint" { target = "lint" }
            target "inline" { dockerfile-inline = <<EOT
            FROM x
            EOT
              tags = ["r.example.org/inline"] }
            """);

        Assert.Equal(
            [
                "_tagged ci/Dockerfile  r.example.org/base/none", "node node/Dockerfile.common runtime r.example.org/base/node docker.io/shop/node",
                "jre ci/nowhere/Dockerfile.common  r.example.org/base/x/jre",
            ],
            builds.Select(Text));
    }

    [Fact]
    public void A_matrix_builds_every_place()
    {
        var builds = BakeFile.BuildsOf("docker-bake.hcl", """
            target "app" {
              name = "app-${item.tgt}-${replace(v, ".", "-")}"
              matrix = { item = [{ tgt = "api", dir = "a" }, { tgt = "worker", dir = "b" }], v = ["1.0", "2.0"] }
              context = item.dir
              target = item.tgt
              tags = ["r.example.org/${item.tgt}:${v}"]
            }
            """).ToList();

        Assert.Equal(4, builds.Count);
        Assert.Equal(["a/Dockerfile api r.example.org/api", "b/Dockerfile worker r.example.org/worker"], builds.Select(b => Text(b)[(Text(b).IndexOf(' ') + 1)..]).Distinct());
    }

    [Fact]
    public void A_bake_file_may_be_JSON() => Assert.Equal(
        ["web web/Dockerfile api r.example.org/web"],
        BakeFile.BuildsOf("docker-bake.json", """
            {"variable": {"R": {"default": "r.example.org"}}, "target": {"web": {"context": "web", "target": "api", "tags": ["${R}/web:1"]}, "none": {"tags": []}}}
            """).Select(Text));

    [Fact]
    public void A_workflow_builds_and_pushes_what_its_steps_say()
    {
        var builds = WorkflowFile.BuildsOf("""
            env: { REGISTRY: r.example.org, IMAGE: "${{ env.REGISTRY }}/${{ github.repository }}" }
            jobs:
              image:
                env: { REGISTRY: r2.example.org }
                strategy:
                  matrix:
                    part: [api, worker]
                    include: [{ part: api, file: docker/api.Dockerfile }, { part: worker, file: docker/worker.Dockerfile }, { part: extra, file: Dockerfile }]
                steps:
                  - uses: actions/checkout@v4
                  - id: meta
                    uses: docker/metadata-action@v5
                    with:
                      images: |
                        name=ghcr.io/${{ github.repository_owner }}/${{ matrix.part }},enable=true
                        ${{ env.IMAGE }}
                  - name: Push ${{ matrix.part }}
                    uses: docker/build-push-action@v6
                    with:
                      context: .
                      file: ${{ matrix.file }}
                      target: ${{ matrix.part }}
                      push: ${{ github.event_name != 'pull_request' }}
                      tags: ${{ steps.meta.outputs.tags }}
                  - uses: docker/build-push-action@v6
                    with: { push: false, tags: r.example.org/test }
                  - uses: docker/build-push-action@v6
                    with: { tags: r.example.org/only-built }
              plain:
                steps:
                  - id: one
                    uses: docker/build-push-action@v6
                    with:
                      context: "{{defaultContext}}:services/cart"
                      push: true
                      tags: |
                        r.example.org/cart:latest,r.example.org/cart:${{ github.sha }}
                        ${{ secrets.REGISTRY }}/cart:1
                  - uses: docker/build-push-action@v6
                    with: { context: services/suggest, outputs: 'type=image,"name=r.example.org/suggest,ghcr.io/shop/suggest",push-by-digest=true,push=true' }
            """, "Shop/Mono").Select(Text).ToList();

        Assert.Equal(
            [
                "image: Push ${{ matrix.part }} docker/api.Dockerfile api ghcr.io/shop/api r2.example.org/shop/mono",
                "image: Push ${{ matrix.part }} docker/worker.Dockerfile worker ghcr.io/shop/worker r2.example.org/shop/mono",
                "image: Push ${{ matrix.part }} Dockerfile extra ghcr.io/shop/extra r2.example.org/shop/mono",
                "plain: one services/cart/Dockerfile  r.example.org/cart",
                "plain: build services/suggest/Dockerfile  r.example.org/suggest ghcr.io/shop/suggest",
            ],
            builds);
    }

    [Theory]
    [InlineData("target \"a\" {")]
    [InlineData("x = [")]
    [InlineData("x = {")]
    [InlineData("x = \"${")]
    [InlineData("x = \"${\"")]
    [InlineData("(")]
    [InlineData("x = a ? b :")]
    [InlineData("<<EOT\n")]
    [InlineData("/* ")]
    [InlineData("target \"t\" { tags = [\"${a}\"] }\na = \"${a}${a}\"\n")]
    [InlineData("target \"t\" { inherits = [\"t\", \"u\"] }\n")]
    [InlineData("a.")]
    public async Task Hostile_bake_files_end(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, ((1 << 20) - 10) / part.Length));
        await Task.Run(() => BakeFile.BuildsOf("docker-bake.hcl", text).Count(), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Variables_that_hold_each_other_many_times_are_not_known()
    {
        var text = "v0 = \"xxxxxxxxxx\"\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"v{i} = \"${{v{i - 1}}}${{v{i - 1}}}\"\n")) + "target \"t\" { tags = [\"r.example.org/a:${v60}\", \"r.example.org/${v60}\"] }\n";

        Assert.Equal(["t Dockerfile  r.example.org/a"], BakeFile.BuildsOf("docker-bake.hcl", text).Select(Text));
        var env = string.Concat(Enumerable.Range(1, 60).Select(i => $"  v{i}: \"{string.Concat(Enumerable.Repeat($"${{{{ env.v{i - 1} }}}}", 50))}\"\n"));
        Assert.Single(WorkflowFile.BuildsOf($"env:\n  v0: ''\n{env}jobs:\n  a:\n    steps:\n    - uses: docker/build-push-action@v6\n      with: {{push: true, tags: 'r.example.org/a:${{{{ env.v60 }}}}'}}\n", "a/b"));
    }

    private static string Text(FoundBuild build) => $"{build.Name} {build.Dockerfile} {build.Target} {string.Join(' ', build.Images.Select(i => i.Repository))}";
}
