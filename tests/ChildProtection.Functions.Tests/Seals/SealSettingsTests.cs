using Azure.Data.Tables;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Hosting;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Seals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Seals;

/// <summary>Where seals go is a setting, and a wrong one stops the start.</summary>
public sealed class SealSettingsTests : IDisposable
{
    private static readonly SealedHead Head = new(7, "abc", new DateTimeOffset(2026, 2, 4, 2, 30, 0, TimeSpan.Zero));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seals");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Folder_StartedAgain_BelievesItsEarlierSeals()
    {
        await using (var first = Services(("Seals:Folder", _folder.FullName)))
        {
            Assert.NotNull(ActivatorUtilities.CreateInstance<SealPublication>(first));
            await first.GetRequiredService<SealBook>().SealAsync("cases/a", Head, default);
        }

        await using var again = Services(("Seals:Folder", _folder.FullName));

        Assert.Equal([Head], await again.GetRequiredService<SealBook>().OfAsync("cases/a", default));
    }

    [Fact]
    public void Settings_WithoutAPlace_PublishNothing()
    {
        using var services = Services();

        Assert.False(services.GetRequiredService<SealBook>().IsKept);
    }

    [Theory]
    [InlineData("Seals:Container", "http://elsewhere.example/seals", "not an https address")]
    [InlineData("Seals:Container", "https://elsewhere.example/seals", "Seals__SigningKey is missing")]
    [InlineData("Seals:SigningKey", "***", "is not base64")]
    [InlineData("Seals:SigningKey", "YWJj", "cannot be used")]
    [InlineData("Seals:Folders", "x", "is not a setting")]
    public void Settings_ThatCannotBeUsed_AreNamed(string name, string value, string fault) =>
        Assert.Contains(
            StartSettings.Faults(Configuration((name, value))), found => found.Contains(fault, StringComparison.Ordinal));

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build();

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(RetentionSchedule.Shipped)
        .AddSingleton(new TableServiceClient("UseDevelopmentStorage=true"))
        .AddRecordStore()
        .AddSeals(Configuration(settings))
        .BuildServiceProvider();
}
