namespace ChildProtection.Domain.Profiles;

/// <summary>The text of a profile's or calendar's file.</summary>
/// <param name="Name">What messages call it: its path, or its name when it comes with the product.</param>
/// <param name="Text">JSON.</param>
public sealed record ProcedureFile(string Name, string Text)
{
    /// <summary>The files that were built in under a folder of the project.</summary>
    internal static IReadOnlyList<ProcedureFile> BuiltIn(string prefix) =>
        [
            .. typeof(ProcedureFile)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new ProcedureFile(name[prefix.Length..], Read(name))),
        ];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(ProcedureFile).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
