using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.Platform.Http;

namespace ChildProtection.Functions.Tests.Approvals;

public sealed class ApprovalBodyTests
{
    private static readonly ApprovalId Id = new("3b1c6f5e-0000-5000-8000-000000000001", 3);

    [Fact]
    public void Read_Approval_IsTheEventOfThePathsApproval()
    {
        var body = ApprovalBody.Read(
            Id, ProblemAssert.Json("""{ "decision": "approve", "reason": "The chair was ill.", "recoverBy": "2026-03-20" }"""));

        Assert.Equal(
            ("approval-3", ApprovalVerdict.Approve, new DateOnly(2026, 3, 20)),
            (body.Event.ApprovalId, body.Event.Decision, body.Event.RecoverBy!.Value));
        Assert.NotNull(body.Event.Reason);
        Assert.Equal(
            """{"approvalId":"approval-3","decision":"approve","reason":"The chair was ill.","recoverBy":"2026-03-20"}""",
            body.Data.ToJsonString());
    }

    [Theory]
    [InlineData("[]", ": must be an object")]
    [InlineData("{}", "/decision: is required")]
    [InlineData("""{ "decision": "Approve" }""", "/decision: must be one of approve, decline, return")]
    [InlineData("""{ "decision": "decline", "reason": "" }""", "/reason: must not be empty")]
    [InlineData("""{ "decision": "approve", "recoverBy": "20 March" }""", "/recoverBy: must be a date as yyyy-MM-dd")]
    [InlineData("""{ "decision": "decline", "approvalId": "approval-4" }""", "/approvalId: is not a known field")]
    public void Read_WrongBody_NamesTheFault(string body, string error) =>
        Assert.Equal([error], ProblemAssert.Errors(() => ApprovalBody.Read(Id, ProblemAssert.Json(body))));

    [Fact]
    public void Read_ReasonLongerThanAListShows_IsRefused() =>
        Assert.Equal(
            ["/reason: must be at most 4000 characters long"],
            ProblemAssert.Errors(() =>
                ApprovalBody.Read(Id, ProblemAssert.Json($$"""{ "decision": "decline", "reason": "{{new string('x', 4001)}}" }"""))));

    [Theory]
    [InlineData("3b1c6f5e-0000-5000-8000-000000000001~approval-3", true)]
    [InlineData("3B1C6F5E-0000-5000-8000-000000000001~approval-3", true)]
    [InlineData("3b1c6f5e-0000-5000-8000-000000000001~approval-03", false)]
    [InlineData("3b1c6f5e-0000-5000-8000-000000000001~approval--3", false)]
    [InlineData("3b1c6f5e-0000-5000-8000-000000000001~approval-3/", false)]
    [InlineData("3b1c6f5e-0000-5000-8000-000000000001~case", false)]
    [InlineData("3b1c6f5e-0000-5000-8000-000000000001", false)]
    [InlineData("somewhere~approval-3", false)]
    [InlineData("", false)]
    public void ParseId_Text_IsOurIdOrNone(string text, bool known) => Assert.Equal(known ? Id : null, ApprovalId.Parse(text));
}
