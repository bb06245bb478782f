namespace ChildProtection.LocalRuntime.Sqlite;

/// <summary>What a file of the local runtime holds.</summary>
/// <param name="Name">Whose file it is, as in "The broker's file".</param>
/// <param name="SchemaVersion">The version that this build writes and the newest it reads.</param>
/// <param name="Schema">The statements that make an empty file of that version.</param>
/// <param name="Fault">The owner's exception for a file that cannot be used.</param>
internal sealed record DatabaseKind(string Name, int SchemaVersion, string Schema, Func<string, Exception?, IOException> Fault)
{
    /// <summary>What takes a file from version n (counted from 1) to the next, in order.</summary>
    public IReadOnlyList<string> Upgrades { get; init; } = [];
}
