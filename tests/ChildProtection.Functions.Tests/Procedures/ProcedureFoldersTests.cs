using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.Procedures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Procedures;

public sealed class ProcedureFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("procedures-").FullName;

    [Fact]
    public void AddProcedures_NoFolder_KnowsTheShippedOnes() =>
        Assert.Equal(ProcedureLibrary.Ids, Load().Newest.Select(profile => profile.Id));

    [Fact]
    public void AddProcedures_OwnFile_IsKnownBesideThem()
    {
        Write(
            "own.json",
            """{ "id": "OWN", "version": "1.0", "title": "Own", "base": "S1-GUERNSEY", "baseVersion": "1.0", "parameters": { } }""");
        Assert.Equal("GG", Load((ProcedureOptions.ProfilesSetting, _folder)).Profile("OWN").Calendar);
    }

    [Fact]
    public void AddProcedures_BrokenFiles_NamesEveryFaultWithItsPath()
    {
        Write("one.json", "{ }");
        Write(
            "two.json",
            """
            { "id": "TWO", "version": "1.0", "title": "Two", "base": "EN-WT2023", "baseVersion": "1.0",
              "parameters": { "icpc": { "value": 0.5, "unit": "weeks", "source": ["own"] } } }
            """
        );
        var fault = Assert.Throws<ProfileException>(() => Load((ProcedureOptions.ProfilesSetting, _folder)));
        Assert.Contains(
            fault.Faults,
            one => one.File == Path.Combine(_folder, "one.json") && one.Problem.Contains("missing field 'id'", StringComparison.Ordinal));
        Assert.Contains($"{Path.Combine(_folder, "two.json")}, line 2, /parameters/icpc/value", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProcedureOptions.ProfilesSetting)]
    [InlineData(ProcedureOptions.CalendarsSetting)]
    public void AddProcedures_FolderThatIsNotThere_NamesTheSetting(string setting)
    {
        var missing = Path.Combine(_folder, "none");
        var message = Assert.Throws<ProfileException>(() => Load((setting, missing))).Message;
        Assert.StartsWith($"{missing}: the folder of {setting} cannot be read", message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private static ProcedureCatalogue Load(params (string Setting, string Folder)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(one => one.Setting, one => (string?)one.Folder))
            .Build();
        return new ServiceCollection().AddProcedures(configuration).BuildServiceProvider().GetRequiredService<ProcedureCatalogue>();
    }
}
