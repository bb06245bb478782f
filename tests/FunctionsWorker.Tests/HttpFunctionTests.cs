using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsWorker.Tests;

public sealed class HttpFunctionTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync(
        [typeof(HttpFunctions)], builder => builder.Services.AddScoped<Counter>(), ["--ScopeRoute", "scope/here"]);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Action_result_WritesStatusHeaderAndBody()
    {
        var response = await _app.Http.GetAsync("/api/action/7");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/action/7", response.Headers.Location?.ToString());
        Assert.Equal("""{"text":"made","number":7}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Result_object_WritesItself()
    {
        var response = await _app.Http.PostAsync("/api/result/Anna%20B", new StringContent("the body"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("""{"name":"Anna B","body":"the body"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/poco/0f8fad5b-d9cb-469f-a165-70867728950e/5", 5)]
    [InlineData("/api/poco/0f8fad5b-d9cb-469f-a165-70867728950e", -1)]
    public async Task Poco_IsWrittenAsJson(string path, int number)
    {
        var response = await _app.Http.GetAsync(path);

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(new Greeting("GET 0f8fad5b-d9cb-469f-a165-70867728950e", number), await response.Content.ReadFromJsonAsync<Greeting>());
    }

    [Fact]
    public async Task Text_WithoutRoute_AnswersUnderItsName()
    {
        var response = await _app.Http.GetAsync("/api/Text?q=x");

        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("plain x", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Task_WithoutResult_KeepsWhatTheFunctionWrote()
        => Assert.Equal("written by DELETE", await (await _app.Http.DeleteAsync("/api/nothing")).Content.ReadAsStringAsync());

    [Fact]
    public async Task Void_OfAStaticMethod_KeepsItsStatus()
        => Assert.Equal(HttpStatusCode.NoContent, (await _app.Http.GetAsync("/api/void")).StatusCode);

    [Fact]
    public async Task Scope_IsOneForTheInvocation_AndAnotherForTheNext()
    {
        var first = JsonNode.Parse(await _app.Http.GetStringAsync("/api/scope/here"))!;
        var second = JsonNode.Parse(await _app.Http.GetStringAsync("/api/scope/here"))!;

        Assert.True((bool)first["same"]!);
        Assert.NotEqual((string)first["id"]!, (string)second["id"]!);
        Assert.NotEqual((string)first["invocation"]!, (string)second["invocation"]!);
        Assert.Equal("Scope", (string)first["function"]!);
        Assert.Equal("FunctionsWorker.Tests.HttpFunctions.Scope", (string)first["entryPoint"]!);
        Assert.Equal("httpTrigger", (string)first["trigger"]!);
    }

    [Theory]
    [InlineData("/api/unknown")]
    [InlineData("/action/7")]
    [InlineData("/api/action/seven")]
    public async Task Path_ThatNothingAnswers_IsAProblem(string path)
    {
        var response = await _app.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Method_ThatTheRouteDoesNotTake_IsAProblemWithTheOnesItTakes()
    {
        var response = await _app.Http.PostAsync("/api/nothing", null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["DELETE", "PUT"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task NotFound_OfAFunction_StaysAsTheFunctionGaveIt()
    {
        var response = await _app.Http.GetAsync("/api/empty-not-found");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/fails", "secret of /api/fails")]
    [InlineData("/api/unconstrained/abc", "The route value of parameter 'number' is not a Int32")]
    public async Task Exception_OfAFunction_IsAProblemWithoutDetails_AndLogged(string path, string logged)
    {
        var response = await _app.Http.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.Contains(_app.Logs.Lines, line => line.Level == LogLevel.Error && line.Text.Contains(logged, StringComparison.Ordinal));
    }
}
