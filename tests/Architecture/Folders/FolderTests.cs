using System.Text.Json;

namespace ChildProtection.Tests.Architecture.Folders;

/// <summary>A folder uses those that folders.json allows it; none uses, by whatever way, a folder that uses it.</summary>
public sealed class FolderTests
{
    private static readonly Dictionary<string, Dictionary<string, string[]>> Allowed =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(
            File.ReadAllText(Path.Combine(Repository.Root, "tests/Architecture/Folders/folders.json")))!;

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_UseOnlyWhatIsAllowed(string project) =>
        Assert.Empty(
            FolderGraph.Uses(project)
                .Where(use => !IsAllowed(project, use.From, use.To))
                .Select(use => $"{use.From} must not use {use.To}: {use.Example}"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Allowed_WhatNobodyUses_IsTakenOut(string project)
    {
        var used = FolderGraph.Uses(project).Select(use => (use.From, use.To)).ToHashSet();

        Assert.Subset(used, Allowed[project].SelectMany(folder => folder.Value.Select(to => (folder.Key, to))).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Allowed_HasNoCircle(string project) => Assert.Empty(FolderGraph.OnACircle(Allowed[project]));

    [Fact]
    public void OnACircle_TwoThatUseEachOther_NamesBoth() => Assert.Equal(
        ["A", "B"],
        FolderGraph.OnACircle(new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = ["A", "C"], ["C"] = [] }).Order());

    private static bool IsAllowed(string project, string from, string to) =>
        Allowed[project].TryGetValue(from, out var targets) && targets.Contains(to);
}
