using System.Diagnostics;

namespace DurableTask.Tests;

/// <summary>This assembly as a process of its own, for what only a process can suffer: a kill, a limit of its files, an end by its own code.</summary>
internal static class Victim
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(Victim).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static Task Main(string[] arguments) => arguments switch
    {
        ["load", var path, var life] => KillTests.RunVictimAsync(path, Number(life)),
        ["poison", var path] => ActivityFaultTests.RunVictimAsync(path),
        ["life", var path, var write, var done] => KillAtWriteTests.RunVictimAsync(path, Number(write), Number(done)),
        ["full", var path] => DiskFullTests.RunVictimAsync(path),
        ["record", var folder] => RecordedHistoryTests.RecordAsync(folder),
        ["record-case", var folder] => RealCase.CaseHistoryTests.RecordAsync(folder),
        _ => Task.CompletedTask,
    };

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
