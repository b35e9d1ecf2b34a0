using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class BaseArgNotParametrisedTests
{
    [Theory]
    [InlineData("FROM alpine:3", 1, 1)]
    [InlineData("ARG V=3\nFROM alpine:$V", 1, 2)]
    [InlineData("ARG R=r.example.com\nFROM $R/alpine:3", 1, 2)]
    [InlineData("FROM ${BASE:-alpine:3}", 1, 1)]
    public void What_can_be_passed_in_part_costs_half(string text, int numerator, int denominator) =>
        Assert.Equal(new Share(numerator, denominator), Assert.Single(Judged.Declared<BaseArgNotParametrised>(text).Findings).Share);

    [Theory]
    [InlineData("ARG BASE=alpine:3\nFROM $BASE", Outcome.Pass)]
    [InlineData("ARG BASE\nFROM ${BASE:-alpine:3}", Outcome.Pass)]
    [InlineData("ARG BASE\nFROM $BASE", Outcome.Unknown)]
    [InlineData("FROM scratch", Outcome.NotApplicable)]
    [InlineData("FROM alpine AS unused\nFROM scratch", Outcome.NotApplicable)]
    public void Only_external_bases_of_what_ships_are_asked_about(string text, Outcome outcome) => Assert.Equal(outcome, Judged.Declared<BaseArgNotParametrised>(text).Outcome);

    [Fact]
    public void The_repair_declares_before_the_first_from_and_passes()
    {
        var repaired = Judged.Repaired<BaseArgNotParametrised>("# syntax=docker/dockerfile:1\nARG V=22\nFROM node:$V AS b\nFROM node:20\nCOPY --from=b /a /a\n");

        Assert.Equal("# syntax=docker/dockerfile:1\nARG V=22\nARG NODE_IMAGE=node:$V\nARG NODE_IMAGE_2=node:20\nFROM ${NODE_IMAGE} AS b\nFROM ${NODE_IMAGE_2}\nCOPY --from=b /a /a\n", repaired);
        Assert.Equal(Outcome.Pass, Judged.Declared<BaseArgNotParametrised>(repaired).Outcome);
    }
}
