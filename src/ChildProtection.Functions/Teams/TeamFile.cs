using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Teams;

namespace ChildProtection.Functions.Teams;

/// <summary>What changes when a file is written again; the default for one that is not there.</summary>
internal readonly record struct TeamFileStamp(DateTime WrittenAt, long Length);

/// <summary>The authority's own list of teams.</summary>
/// <param name="Path">Absolute.</param>
internal sealed record TeamFile(string Path)
{
    public TeamFileStamp Stamp => new FileInfo(Path) is { Exists: true } file ? new(file.LastWriteTimeUtc, file.Length) : default;

    /// <exception cref="ProfileException">The file is broken; the message names every fault.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The app may not read it.</exception>
    public TeamList Read() => TeamList.Read(new ProcedureFile(Path, File.ReadAllText(Path)));

    /// <summary>That the file cannot be read, in the words of the other faults.</summary>
    public ProfileException Unreadable(Exception fault) => new([
        new(
            Path,
            null,
            "",
            $"the file of {TeamOptions.FileSetting} cannot be read: {fault.Message}",
            "a list of teams, or no such setting"),
    ]);
}
