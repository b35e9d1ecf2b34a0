using ComplianceHub.Crawling.Definitions;

namespace ComplianceHub.Crawling.Tests.Definitions;

public sealed class UsageReadingTests
{
    [Theory]
    [InlineData("postgres:17", "postgres:17 docker.io/library/postgres")]
    [InlineData("index.docker.io/a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000", "a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000 docker.io/a/b")]
    [InlineData("registry-1.docker.io/a/b:1", "registry-1.docker.io/a/b:1 docker.io/a/b")]
    [InlineData("redis:${TAG:-7}", "redis:7 docker.io/library/redis")]
    [InlineData("redis:${TAG}", "redis docker.io/library/redis")]
    [InlineData("redis:7-$VARIANT", "redis docker.io/library/redis")]
    [InlineData("${REGISTRY:-${HOST-r.example.org}/base}/redis:7", "r.example.org/base/redis:7 r.example.org/base/redis")]
    [InlineData("${REGISTRY}/redis:7", null)]
    [InlineData("${REGISTRY:?say which}/redis:7", null)]
    [InlineData("Not An Image", null)]
    [InlineData("''", null)]
    public void A_service_runs_what_can_be_known_of_its_image(string image, string? expected) =>
        Assert.Equal(expected, ComposeFile.UsagesOf($"services:\n  db:\n    image: {image}\n").Select(u => $"{u.Image.Reference} {u.Image.Repository}").SingleOrDefault());

    [Fact]
    public void A_service_that_is_built_here_pulls_nothing_and_anchors_are_understood()
    {
        var usages = ComposeFile.UsagesOf("""
            x-common: &common
              image: postgres:17
              restart: always
            services:
              db: *common
              other:
                <<: *common
                image: redis:7
              own:
                <<: *common
                build: .
            """);

        Assert.Equal([("service db", "postgres:17", 2), ("service other", "redis:7", 8)], usages.Select(u => (u.Place, u.Image.Reference, u.Line)));
    }

    [Theory]
    [InlineData("Pod", "spec")]
    [InlineData("Deployment", "spec: {template: {spec", "}}")]
    [InlineData("StatefulSet", "spec: {template: {spec", "}}")]
    [InlineData("DaemonSet", "spec: {template: {spec", "}}")]
    [InlineData("ReplicaSet", "spec: {template: {spec", "}}")]
    [InlineData("Job", "spec: {template: {spec", "}}")]
    [InlineData("CronJob", "spec: {jobTemplate: {spec: {template: {spec", "}}}}")]
    [InlineData("PodTemplate", "template: {spec", "}")]
    public void Every_kind_of_workload_runs_its_containers(string kind, string path, string end = "")
    {
        var pod = "{initContainers: [{image: a}], containers: [{name: x, image: b:1}, {name: none}], ephemeralContainers: [{image: c}]}";
        var usages = KubernetesManifest.UsagesOf("deploy/x.yaml", $"kind: {kind}\nmetadata: {{name: api}}\n{path}: {pod}{end}\n");

        Assert.Equal(["a", "b:1", "c"], usages.Select(u => u.Image.Reference));
        Assert.All(usages, u => Assert.Equal($"{kind} api", u.Place));
    }

    [Fact]
    public void All_documents_and_lists_count_and_what_is_no_object_does_not()
    {
        var usages = KubernetesManifest.UsagesOf("deploy/x.yaml", """
            kind: Pod
            spec: {containers: [{image: a}]}
            ---
            this: [is broken
            ---
            spec: {containers: [{image: no-kind}]}
            ---
            kind: List
            items:
              - {kind: Pod, spec: {containers: [{image: b}]}}
              - {kind: ConfigMap, data: {image: c}}
            """);

        Assert.Equal(["a", "b"], usages.Select(u => u.Image.Reference));
    }

    [Fact]
    public void Of_a_chart_the_plain_images_are_read()
    {
        var usages = KubernetesManifest.UsagesOf("charts/api/templates/deployment.yaml", """
            {{- if .Values.enabled }}
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{ include "api.fullname" . }}
              labels:
                {{- include "api.labels" . | nindent 4 }}
            spec:
              template:
                spec:
                  {{- with .Values.pullSecrets }}
                  imagePullSecrets: {{ toYaml . | nindent 8 }}
                  {{- end }}
                  initContainers:
                    - {name: wait, image: busybox:1.37}
                  containers:
                    - name: api
                      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
                    - name: proxy
                      image: "envoyproxy/envoy:{{ .Values.proxyTag }}"
            {{- end }}
            """);

        Assert.Equal([("busybox:1.37", 15), ("envoyproxy/envoy", 20)], usages.Select(u => (u.Image.Reference, u.Line)));
        Assert.All(usages, u => Assert.Equal("Deployment …", u.Place));
    }

    [Fact]
    public void Of_a_charts_values_the_images_are_read()
    {
        var usages = KubernetesManifest.UsagesOf("charts/api/values.yaml", """
            image: {repository: r.example.org/api, tag: "1.2"}
            metrics:
              sidecarImage: {registry: docker.io, repository: prom/statsd-exporter}
            image2: {repository: no}
            workers: [{image: {repository: redis, digest: "sha256:1111111111111111111111111111111111111111111111111111111111111111"}}]
            """);

        Assert.Equal(["prom/statsd-exporter", "r.example.org/api:1.2", "redis"], usages.Select(u => u.Image.Reference.Split('@')[0]).Order());
    }

    [Fact]
    public void A_kustomization_names_what_it_puts_in() => Assert.Equal(
        ["r.example.org/web:2", "redis:8"],
        KubernetesManifest.UsagesOf("deploy/kustomization.yaml", "images:\n- {name: web, newName: r.example.org/web, newTag: '2'}\n- {name: redis, newTag: '8'}\n").Select(u => u.Image.Reference));
}
