using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

internal static class StageBuilder
{
    public static (ImmutableArray<ArgInstruction> GlobalArgs, ImmutableArray<Stage> Stages) Build(Dockerfile file) => throw new NotImplementedException();
}
