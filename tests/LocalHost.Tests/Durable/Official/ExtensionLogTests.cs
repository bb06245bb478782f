using ChildProtection.Tests.Support;
using LocalHost.Durable.Official;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Durable.Official;

#pragma warning disable CA1727, CA1848, CA1873 // The extension words and writes its lines like this.
/// <summary>Marker words stand where inputs, outputs and messages of exceptions would.</summary>
public sealed class ExtensionLogTests
{
    private const string Category = "Function.Decide.User";

    [Fact]
    public void Log_OfTemplateAndValues_ShowsIdsAndHidesTheRest()
    {
        var line = Told(logger => logger.LogError(
            "{instanceId}: Function '{functionName}' failed. Reason: {reason}.", "case-1", "Decide", "MARKER"));

        Assert.Equal($"{Category}: case-1: Function 'Decide' failed. Reason: .... (exception: none)", line);
    }

    [Fact]
    public void Log_OfATextWithoutValues_HidesTheText()
        => Assert.DoesNotContain("MARKER", Told(logger => logger.LogWarning(new EventId(7), "MARKER")), StringComparison.Ordinal);

    [Fact]
    public void Log_WithAnException_ShowsItsTypeAlone()
    {
        var line = Told(logger => logger.LogError(new InvalidOperationException("MARKER"), "MARKER"));

        Assert.Equal($"{Category}: event 0 (exception: InvalidOperationException)", line);
    }

    [Fact]
    public void Log_OfAnEventOfTheTaskFramework_ShowsItsNameAndIds()
    {
        // It writes structured entries that have no template.
        var entry = new Dictionary<string, object?> { ["InstanceId"] = "case-1", ["Details"] = "MARKER" };

        var line = Told(logger => logger.Log(LogLevel.Warning, new EventId(3, "DiscardingMessage"), entry, null, (_, _) => "MARKER"));

        Assert.Equal($"{Category}: DiscardingMessage InstanceId=case-1 (exception: none)", line);
    }

    [Theory]
    [InlineData(Category, LogLevel.Information)]
    [InlineData("Function.Decide", LogLevel.Error)]
    [InlineData("Host.Results", LogLevel.Error)]
    [InlineData("Azure.Core", LogLevel.Warning)]
    public void Log_ThatIsNoNews_IsNotPassedOn(string category, LogLevel level)
    {
        var heard = HeardLogs.From();
        using var log = new ExtensionLog(Factory(heard));

        log.CreateLogger(category).Log(level, "{instanceId}", "case-1");

        Assert.Empty(heard.Lines);
    }

    private static string Told(Action<ILogger> write)
    {
        var heard = HeardLogs.From();
        using var log = new ExtensionLog(Factory(heard));
        write(log.CreateLogger(Category));
        return Assert.Single(heard.Lines).Text;
    }

    private static ILoggerFactory Factory(HeardLogs heard)
        => LoggerFactory.Create(logging => logging.AddProvider(heard).SetMinimumLevel(LogLevel.Trace));
}
