using ChildProtection.LocalRuntime.FunctionsWorker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests;

public sealed class FunctionDiscoveryTests
{
    [Theory]
    [InlineData(typeof(NoTrigger), "NoTrigger", "it has no trigger")]
    [InlineData(typeof(TwoTriggers), "TwoTriggers", "more than one trigger")]
    [InlineData(typeof(SameName), "Twin", "the name 'Twin' is used by")]
    [InlineData(typeof(SameRoute), "One", "POST things/{} is also answered by another one")]
    [InlineData(typeof(UnboundParameter), "UnboundParameter", "the parameter 'other' is neither bound nor part of the route")]
    [InlineData(typeof(OddRouteParameter), "OddRouteParameter", "the route parameter 'id' can't be a Version")]
    [InlineData(typeof(BadRoute), "BadRoute", "its route 'things/{id' can't be used")]
    [InlineData(typeof(WrongRequestType), "WrongRequestType", "its type must be Microsoft.AspNetCore.Http.HttpRequest")]
    [InlineData(typeof(BadSchedule), "BadSchedule", "values go from 0 to 59")]
    [InlineData(typeof(MissingSetting), "MissingSetting", "the setting 'Nowhere', which has no value")]
    [InlineData(typeof(AsyncVoid), "AsyncVoid", "it is async void")]
    [InlineData(typeof(ReturnsValueTask), "ReturnsValueTask", "it returns a ValueTask")]
    [InlineData(typeof(BadName), "1 bad name", "a function's name begins with a letter")]
    [InlineData(typeof(NotPublic), "NotPublic", "must be public")]
    [InlineData(typeof(UnknownService), "UnknownService", "its constructor asks for System.Version, which is not registered")]
    [InlineData(typeof(ClientInOrchestrator), "ClientInOrchestrator", "call the client from an activity")]
    [InlineData(typeof(TwoInputs), "TwoInputs", "'one' already takes the orchestration's input")]
    [InlineData(typeof(ActivityWithExtra), "ActivityWithExtra", "the parameter 'extra' can't be bound in an activity")]
    public void Build_FunctionWithAFault_NamesItAndTheFault(Type functions, string name, string fault)
    {
        using var folder = new TestFolder();

        var exception = Assert.Throws<FunctionDiscoveryException>(() => TestApp.Build(folder, [functions]));

        var line = Assert.Single(exception.Faults);
        Assert.StartsWith($"Function '{name}'", line, StringComparison.Ordinal);
        Assert.Contains(functions.FullName!, line, StringComparison.Ordinal);
        Assert.Contains(fault, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_SeveralFaults_ReportsAllAtOnce()
    {
        using var folder = new TestFolder();

        var exception = Assert.Throws<FunctionDiscoveryException>(() => TestApp.Build(folder, [typeof(NoTrigger), typeof(BadRoute), typeof(SameName)]));

        Assert.Equal(3, exception.Faults.Count);
    }

    [Fact]
    public void Build_WithoutConfigureFunctionsWebApplication_SaysWhatToCall()
    {
        using var folder = new TestFolder();
        var builder = FunctionsApplication.CreateBuilder(["--contentRoot", folder.Path]);

        var exception = Assert.Throws<InvalidOperationException>(() => builder.Build());

        Assert.Contains("ConfigureFunctionsWebApplication", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UseFunctionsFrom_Assembly_FindsItsFunctions()
    {
        using var folder = new TestFolder();
        var builder = FunctionsApplication.CreateBuilder(["--contentRoot", folder.Path, "--port", "0"]);
        builder.ConfigureFunctionsWebApplication().UseFunctionsFrom(typeof(FunctionDiscoveryTests).Assembly);
        builder.Services.AddScoped<Counter>();

        var exception = Assert.Throws<FunctionDiscoveryException>(() => builder.Build());

        Assert.Contains(exception.Faults, fault => fault.StartsWith("Function 'NoTrigger'", StringComparison.Ordinal));
    }
}
