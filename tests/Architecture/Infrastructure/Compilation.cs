namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>What the compiler says of a file.</summary>
/// <param name="Success">Whether it compiles.</param>
/// <param name="Diagnostics">Errors, warnings and hints, of its modules too.</param>
/// <param name="Contents">The template it gives, as JSON.</param>
/// <param name="Parameters">The parameters it gives, as JSON.</param>
internal sealed record Compilation(bool Success, IReadOnlyList<Diagnostic> Diagnostics, string? Contents, string? Parameters)
{
    /// <summary>One line each, with paths from a folder on.</summary>
    public IEnumerable<string> Faults(string folder) => Diagnostics.Select(one =>
        $"{Path.GetRelativePath(folder, one.Source)}:{one.Range.Start.Line + 1}: {one.Level} {one.Code}: {one.Message}");
}

internal sealed record Diagnostic(string Source, DiagnosticRange Range, string Level, string Code, string Message);

internal sealed record DiagnosticRange(DiagnosticPosition Start);

internal sealed record DiagnosticPosition(int Line);
