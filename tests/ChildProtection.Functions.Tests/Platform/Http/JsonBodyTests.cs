using System.Text;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Tests.Platform.Http;

public sealed class JsonBodyTests
{
    private const string Json = "application/json";

    public static TheoryData<string, string, int> Refused => new()
    {
        { "", "invalid-json", 400 },
        { "{", "invalid-json", 400 },
        { "{ \"a\": 1, }", "invalid-json", 400 },
        { "{} {}", "invalid-json", 400 },
        { "{ // words\n }", "invalid-json", 400 },
        { "{ \"a\": 1, \"a\": 2 }", "invalid-json", 400 },
        { "{ \"a\": 1, \"\\u0061\": 2 }", "invalid-json", 400 },
        { "{ \"a\": \"\\ud800\" }", "invalid-json", 400 },
        { "{ \"\\ud800\": 1 }", "invalid-json", 400 },
        { new string('[', 40) + new string(']', 40), "invalid-json", 400 },
        { "\"" + new string('x', JsonBody.Limit) + "\"", "body-too-large", 413 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task ReadAsync_BodyThatCannotBeTaken_IsThatProblem(string body, string name, int status)
    {
        foreach (var says in new[] { true, false })
        {
            var problem = await RefusedAsync(Encoding.UTF8.GetBytes(body), Json, says);

            Assert.Equal((name, status), (problem.Name, problem.Status));
        }
    }

    [Fact]
    public async Task ReadAsync_FieldTwice_TellsWhere()
    {
        var problem = await RefusedAsync("{\n  \"a\": 1,\n  \"a\": 2\n}"u8.ToArray(), Json);

        Assert.Equal("The field 'a' is given twice, at line 3, position 3.", problem.Detail);
        Assert.Equal((3L, 3L), (problem.Fields["line"], problem.Fields["position"]));
    }

    [Fact]
    public async Task ReadAsync_BrokenJson_TellsWhere()
    {
        var problem = await RefusedAsync("{\n  \"a\": x\n}"u8.ToArray(), Json);

        Assert.Equal((2L, 8L), (problem.Fields["line"], problem.Fields["position"]));
    }

    [Fact]
    public async Task ReadAsync_OtherThanUtf8_IsRefused()
    {
        var problem = await RefusedAsync([(byte)'"', 0xE9, (byte)'"'], Json);

        Assert.Equal("The body is not UTF-8. Send JSON in UTF-8.", problem.Detail);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("json")]
    [InlineData(null)]
    public async Task ReadAsync_AnotherContentType_Is415(string? type)
    {
        var problem = await RefusedAsync("{}"u8.ToArray(), type);

        Assert.Equal(("unsupported-media-type", 415), (problem.Name, problem.Status));
    }

    [Fact]
    public async Task ReadAsync_NothingSent_SaysThatTheBodyIsEmpty() =>
        Assert.Equal("The body is empty. Send a JSON object.", (await RefusedAsync([], type: null)).Detail);

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=\"utf-8\"")]
    [InlineData("application/merge-patch+json")]
    public async Task ReadAsync_Json_IsRead(string type)
    {
        var body = await JsonBody.ReadAsync(Request("\uFEFF{ \"a\": \"é\" }"u8.ToArray(), type), CancellationToken.None);

        Assert.Equal("é", body.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData("""{ "a": 1, "b": [ { "c": "x", "d": null } ] }""", """{"b":[{"d":null,"c":"x"}],"a":1}""", true)]
    [InlineData("""{ "a": [1, 2] }""", """{ "a": [2, 1] }""", false)]
    [InlineData("""{ "a": 1 }""", """{ "a": "1" }""", false)]
    [InlineData("""{ "a": 1 }""", """{ "a": 1, "b": null }""", false)]
    public void Hash_OrderAndSpace_DoNotCount(string one, string other, bool same)
    {
        Assert.Equal(same, CanonicalJson.Hash(ProblemAssert.Json(one)) == CanonicalJson.Hash(ProblemAssert.Json(other)));
        Assert.Matches("^[0-9a-f]{64}$", CanonicalJson.Hash(ProblemAssert.Json(one)));
    }

    private static async Task<Problem> RefusedAsync(byte[] body, string? type, bool saysLength = true) =>
        (
            await Assert.ThrowsAsync<ProblemException>(() => JsonBody.ReadAsync(Request(body, type, saysLength), CancellationToken.None))
        ).Problem;

    private static HttpRequest Request(byte[] body, string? type, bool saysLength = true)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(body);
        request.ContentType = type;
        if (saysLength)
            request.ContentLength = body.Length;
        return request;
    }
}
