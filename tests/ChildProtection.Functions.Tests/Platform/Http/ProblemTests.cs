using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.SubmitEvent;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Tests.Platform.Http;

public sealed class ProblemTests
{
    public static TheoryData<string, int, string> All => new()
    {
        { "bad-request", 400, "" },
        { "invalid-json", 400, "line,position" },
        { "unauthenticated", 401, "" },
        { "forbidden", 403, "" },
        { "not-found", 404, "" },
        { "event-not-allowed", 409, "state,reason,rule,allowedEvents" },
        { "case-open", 409, "caseId" },
        { "approval-decided", 409, "approvalStatus,decidedBy,decidedAt" },
        { "disposal-not-possible", 409, "disposalStatus" },
        { "body-too-large", 413, "" },
        { "unsupported-media-type", 415, "" },
        { "validation", 422, "errors" },
        { "idempotency-key-reused", 422, "" },
        { "event-failed", 500, "" },
        { "internal-error", 500, "invocationId" },
        { "storage-unavailable", 503, "" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void For_EveryProblem_HasTheMembersOfTheContract(string name, int status, string fields)
    {
        var answer = Make(name).For(Request());
        var body = JsonNode.Parse(answer.Body.Span)!.AsObject();

        Assert.Equal((status, "application/problem+json; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.Equal(
            ["type", "title", "status", "detail", "instance", .. fields.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            body.Select(member => member.Key));
        Assert.Equal(
            ("urn:childprotection:problem:" + name, status, "/api/cases/1"),
            (body["type"]!.GetValue<string>(), body["status"]!.GetValue<int>(), body["instance"]!.GetValue<string>()));
        Assert.NotEmpty(body["title"]!.GetValue<string>());
        Assert.NotEmpty(body["detail"]!.GetValue<string>());
    }

    [Fact]
    public void For_FieldWithTheNameOfAMember_IsAFaultOfOurs() =>
        Assert.Throws<ArgumentException>(() =>
            (Make("case-open") with { Fields = new Dictionary<string, object?> { ["status"] = "approved" } }).For(Request()));

    [Fact]
    public void EventNotAllowed_Fields_AreNamesAndWords()
    {
        var body = JsonNode.Parse(Make("event-not-allowed").For(Request()).Body.Span)!;

        Assert.Equal("""["VisitMade"]""", body["allowedEvents"]!.ToJsonString());
        Assert.Equal(
            ("Closed", "why", "S0-35"),
            (body["state"]!.GetValue<string>(), body["reason"]!.GetValue<string>(), body["rule"]!.GetValue<string>()));
    }

    [Fact]
    public void Validation_Errors_StandByPointer()
    {
        var body = JsonNode.Parse(Make("validation").For(Request()).Body.Span)!;

        Assert.Equal("""{"/data/categories/0":["must be one of NEG, PHY"]}""", body["errors"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, "Bearer")]
    [InlineData("invalid_token", "Bearer error=\"invalid_token\"")]
    public void Unauthenticated_Header_AsksForABearer(string? refusal, string header) =>
        Assert.Equal(header, Problems.Unauthenticated("x", refusal).For(Request()).Headers["WWW-Authenticate"]);

    [Fact]
    public void StorageUnavailable_Header_SaysWhenToTryAgain() =>
        Assert.Equal("5", Make("storage-unavailable").For(Request()).Headers["Retry-After"]);

    private static Approval Ended { get; } = new()
    {
        Number = 1,
        Kind = ApprovalKind.CounterSignature,
        RequestedAt = default,
        Tier = 0,
        Role = Role.TeamManager,
        About = new ApprovalSubject(null, "Counter-sign the assessment", null),
        Rule = "S0-35",
        Status = ApprovalStatus.Approved,
    };

    private static Problem Make(string name) => name switch
    {
        "bad-request" => Problems.BadRequest("what"),
        "invalid-json" => Problems.InvalidJson("what", 1, 2),
        "unauthenticated" => Problems.Unauthenticated("what", null),
        "forbidden" => Problems.Forbidden("what"),
        "not-found" => Problems.NotFound("what"),
        "event-not-allowed" => SubmissionProblems.EventNotAllowed(CaseStage.Closed, "why", "S0-35", [EventCatalogue.Find("VisitMade")!]),
        "approval-decided" => ApprovalProblems.AlreadyDecided(Ended),
        "disposal-not-possible" => DisposalProblems.DisposalNotPossible(DisposalStatus.Proposed, "why"),
        "case-open" => SubmissionProblems.CaseOpen("c1"),
        "body-too-large" => Problems.BodyTooLarge(JsonBody.Limit),
        "unsupported-media-type" => Problems.UnsupportedMediaType("text/plain"),
        "validation" => Problems.Validation("/data/categories/0", "must be one of NEG, PHY"),
        "idempotency-key-reused" => SubmissionProblems.IdempotencyKeyReused(),
        "event-failed" => SubmissionProblems.EventFailed(null),
        "internal-error" => Problems.InternalError("i1"),
        _ => Problems.StorageUnavailable(),
    };

    private static HttpRequest Request()
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/api/cases/1";
        request.QueryString = new QueryString("?q=Name");
        return request;
    }
}
