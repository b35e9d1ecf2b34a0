using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class PipCacheTests
{
    [Fact]
    public void The_variable_is_inherited() => Assert.Empty(Judged.Loci<PipCache>("FROM a AS b\nENV PIP_NO_CACHE_DIR=1\nFROM b\nRUN pip install x"));

    [Fact]
    public void The_variable_switched_off_is_none() => Assert.Single(Judged.Loci<PipCache>("FROM a\nENV PIP_NO_CACHE_DIR=0\nRUN pip install x"));

    [Fact]
    public void The_repair_passes() => Assert.Equal("FROM a\nRUN python -m pip install --no-cache-dir x\n", Judged.Repaired<PipCache>("FROM a\nRUN python -m pip install x\n"));
}
