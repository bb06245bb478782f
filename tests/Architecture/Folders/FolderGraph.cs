using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using ArchUnitNET.Loader;

namespace ChildProtection.Tests.Architecture.Folders;

/// <summary>Which folder of a project uses which: a folder is a namespace below the project's own.</summary>
internal static class FolderGraph
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string From, string To, string Example)>> Read = new();

    /// <summary>Each use of one folder by another, with two types that show it; an assembly, which takes seconds, is read once.</summary>
    public static IReadOnlyList<(string From, string To, string Example)> Uses(string project) => Read.GetOrAdd(project, Find);

    private static IReadOnlyList<(string From, string To, string Example)> Find(string project)
    {
        var types = new ArchLoader().LoadAssembly(Assembly.Load(project)).Build().Types;
        return
        [
            .. from type in types
               let folder = FolderOf(project, type.Namespace.FullName)
               where folder is not null
               from dependency in type.Dependencies
               let other = FolderOf(project, dependency.Target.Namespace?.FullName)
               where other is not null && other != folder
               group $"{type.Name} uses {dependency.Target.Name}" by (folder, other) into uses
               orderby uses.Key
               select (uses.Key.folder, uses.Key.other, uses.First()),
        ];
    }

    /// <summary>The folders that are on a circle: what is left when those that use nothing else are taken away again and again.</summary>
    public static IReadOnlyCollection<string> OnACircle(IReadOnlyDictionary<string, string[]> graph)
    {
        var left = graph.ToImmutableDictionary();
        while (left.Where(folder => !folder.Value.Any(left.ContainsKey)).Select(folder => folder.Key).ToArray() is { Length: > 0 } free)
            left = left.RemoveRange(free);
        return [.. left.Keys];
    }

    /// <summary>Types beside the project file, such as Program, join the folders: they may use all and none may use them.</summary>
    private static string? FolderOf(string project, string? @namespace) =>
        @namespace?.StartsWith(project + ".", StringComparison.Ordinal) == true
            ? @namespace[(project.Length + 1)..].Replace('.', '/')
            : null;
}
