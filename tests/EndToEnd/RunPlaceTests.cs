using System.Net;
using System.Net.Sockets;
using EndToEnd.Harness;

namespace EndToEnd;

/// <summary>
/// A data folder belongs to one <c>./run</c> and one kind of clock; anything else is refused before a file is touched (F17).
/// </summary>
public sealed class RunPlaceTests : IDisposable
{
    private readonly RunScript _run = new();
    private readonly RunScript _other = new();

    private string State => Path.Combine(_run.Folder, "state");

    public void Dispose()
    {
        _run.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Run_OnAFolderThatAnotherUses_IsRefusedAndTheOtherGoesOn()
    {
        await using var run = await _run.ReadyAsync(State, "--clock", "simulated", "--now", "2026-02-02T08:00:00Z");

        foreach (
            var options in (string[][])
                [
                    ["--clock", "simulated"],
                    ["--clock", "simulated", "--fresh"],
                    ["--fresh"],
                    ["--services"],
                    ["--backup", Path.Combine(_other.Folder, "backup")],
                ])
            await RunScript.CheckEndAsync(
                1, "in use by another ./run", ["--data", State, .. options[0] == "--backup" ? [] : _other.Ports, .. options]);

        Assert.True(File.Exists(Path.Combine(State, "azurite.log")));
        Assert.False(Directory.Exists(Path.Combine(_other.Folder, "backup")));
        using var api = new Api(_run.Address);
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Status);
        await run.EndAsync(ChildProcess.Interrupt);
    }

    /// <summary>As it lies in the folder of today, and in that of the releases before.</summary>
    [Theory]
    [InlineData("state", "layout 2\nclock simulated\n", "system", "was begun on the simulated clock")]
    [InlineData("state", "layout 2\nclock system\n", "simulated", "was begun on the system clock")]
    [InlineData("app/clock", "2026-03-09T15:01:00.0000000+00:00", "system", "was begun on the simulated clock")]
    [InlineData("app/engine.db", "", "simulated", "was begun on the system clock")]
    [InlineData("state", "layout 3\nclock system\n", "system", "was written by a newer release")]
    public async Task Run_OnAFolderOfAnotherKind_IsRefusedBeforeAFileIsTouched(string file, string text, string clock, string said)
    {
        var path = Path.Combine(State, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);

        await RunScript.CheckEndAsync(1, said, ["--data", State, .. _run.Ports, "--clock", clock]);
        await RunScript.CheckEndAsync(1, said, ["--data", State, .. _run.Ports, "--clock", clock, "--fresh"]);

        Assert.Equal(text, await File.ReadAllTextAsync(path));
        Assert.Equal(
            ["lock", file],
            Directory
                .GetFiles(State, "*", SearchOption.AllDirectories)
                .Select(found => Path.GetRelativePath(State, found))
                .OrderDescending(StringComparer.Ordinal)
                .OrderBy(name => name != "lock"));
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--bus-port")]
    [InlineData("--storage-port")]
    public async Task Run_WhenAPortIsTaken_NamesTheOptionThatChangesIt(string option)
    {
        var port = option switch { "--port" => _run.Port, "--bus-port" => _run.BusPort, _ => _run.StoragePort + 1 };
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();

        await RunScript.CheckEndAsync(1, $"{option} N", ["--data", State, .. _run.Ports]);
    }
}
