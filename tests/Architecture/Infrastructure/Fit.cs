namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>Whether files fit together, as the compiler would ask: paths, parameters, outputs, names.</summary>
internal static class Fit
{
    public static IEnumerable<string> Faults(IReadOnlyList<BicepFile> files)
    {
        var byPath = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return files.SelectMany(file => file.Errors.Select(error => $"{file.Path}:{error.Line}: not Bicep: {error.Text}"))
            .Concat(files.SelectMany(file => Modules(file, byPath)))
            .Concat(files.SelectMany(file => Outputs(file, byPath)))
            .Concat(files.Where(file => file.Using is not null).SelectMany(file => Assignments(file, byPath)))
            .Concat(files.Where(file => file.Using is null).SelectMany(Names));
    }

    private static IEnumerable<string> Modules(BicepFile file, Dictionary<string, BicepFile> byPath) => file.Modules.SelectMany(module =>
        Find(file, module.Path, byPath) is { } target
            ? Given(target, [.. module.Parameters.Keys], $"{file.Path}: module {module.Symbol}")
            : [$"{file.Path}: module {module.Symbol} is {module.Path}, which does not exist"]);

    private static IEnumerable<string> Assignments(BicepFile file, Dictionary<string, BicepFile> byPath) => Find(file, file.Using!, byPath) is { } target
        ? Given(target, [.. file.Assignments.Keys], file.Path).Concat(Allowed(file, target))
        : [$"{file.Path}: it is for {file.Using}, which does not exist"];

    private static IEnumerable<string> Given(BicepFile target, IReadOnlyList<string> given, string where) =>
        target.Parameters.Where(parameter => !parameter.HasDefault && !given.Contains(parameter.Name)).Select(parameter => $"{where}: {parameter.Name} is not given and has no default")
            .Concat(given.Where(name => target.Parameters.All(parameter => parameter.Name != name)).Select(name => $"{where}: {target.Path} has no parameter {name}"));

    private static IEnumerable<string> Allowed(BicepFile file, BicepFile target) =>
        from assignment in file.Assignments
        let parameter = target.Parameters.FirstOrDefault(one => one.Name == assignment.Key)
        where parameter is not null && !IsOf(parameter.Type, assignment.Value.ValueKind)
        select $"{file.Path}: {assignment.Key} is to be {parameter.Type}";

    private static bool IsOf(string type, System.Text.Json.JsonValueKind kind) => kind switch
    {
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => type == "bool",
        System.Text.Json.JsonValueKind.Number => type == "int",
        System.Text.Json.JsonValueKind.String => type == "string",
        System.Text.Json.JsonValueKind.Array => type == "array",
        // An object, or an expression, which says itself what it is.
        _ => true,
    };

    private static IEnumerable<string> Outputs(BicepFile file, Dictionary<string, BicepFile> byPath) =>
        from read in file.OutputsRead
        let module = file.Modules.FirstOrDefault(one => one.Symbol == read.Module)
        let target = module is null ? null : Find(file, module.Path, byPath)
        where target is null || !target.Outputs.Contains(read.Output)
        select $"{file.Path}: {read.Module} has no output {read.Output}";

    private static IEnumerable<string> Names(BicepFile file)
    {
        var given = file.Parameters.Select(parameter => parameter.Name).Concat(file.Variables).ToArray();
        var known = given.Concat(file.Resources.Select(resource => resource.Symbol)).Concat(file.Modules.Select(module => module.Symbol)).Concat(file.Introduced).ToHashSet(StringComparer.Ordinal);
        return file.Read.Where(name => !known.Contains(name)).Select(name => $"{file.Path}: nothing is called {name}")
            .Concat(given.Where(name => !file.Read.Contains(name)).Select(name => $"{file.Path}: {name} is never used"));
    }

    private static BicepFile? Find(BicepFile from, string path, Dictionary<string, BicepFile> byPath)
    {
        var folder = Path.GetDirectoryName(from.Path) ?? "";
        var full = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", folder, path))).Replace('\\', '/');
        return byPath.GetValueOrDefault(full);
    }
}
