using System.Globalization;

namespace EndToEnd.Harness;

/// <summary>The processes of this machine, as the kernel tells of them.</summary>
internal static class ProcessTable
{
    /// <summary>Id and command line of each process, its arguments separated by blanks.</summary>
    public static IEnumerable<(int Id, string Arguments)> All() =>
        from id in Ids()
        let arguments = Read(id, "cmdline").Replace('\0', ' ')
        where arguments.Length > 0
        select (id, arguments);

    /// <summary>The processes that a process has started and that have not ended.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent) => [.. Ids().Where(id => ParentOf(id) == parent)];

    private static IEnumerable<int> Ids() => Directory.GetDirectories("/proc").Select(Path.GetFileName)
        .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0);

    /// <summary>Zombies, which only wait to be asked about, have no parent here.</summary>
    private static int ParentOf(int id)
    {
        // The name stands in brackets and may hold anything: pid (name) state ppid.
        var fields = Read(id, "stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && fields[0] is not "Z" ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // It has ended since it was listed.
        }
    }
}
