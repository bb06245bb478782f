using System.Text.Json;
using ChildProtection.Functions.CaseWorkflow;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>
/// What orchestration and activities hand each other holds JSON as it is; what an earlier release wrote as a text is read all the same.
/// </summary>
public sealed class NestedJsonTests
{
    private const string State = """{"stage":"Referred","note":"Zo\u00eb \"said\" so","numbers":[1,2]}""";

    [Fact]
    public void Write_AState_IsTheStateItself()
    {
        var json = JsonSerializer.Serialize(new CaseWorkflowInput { State = State });

        Assert.Equal($$"""{"State":{{State}},"Signal":null}""", json);
        Assert.Equal(new CaseWorkflowInput { State = State }, JsonSerializer.Deserialize<CaseWorkflowInput>(json));
    }

    [Fact]
    public void Read_AStateThatAnEarlierReleaseWroteAsText_IsTheSameState()
    {
        var json = JsonSerializer.Serialize(new { State, Signal = (string?)null });

        Assert.Contains("\\u0022", json, StringComparison.Ordinal);
        Assert.Equal(new CaseWorkflowInput { State = State }, JsonSerializer.Deserialize<CaseWorkflowInput>(json));
    }

    [Fact]
    public void Read_AnAnswerOfAnEarlierRelease_HasPublishedNothing()
    {
        var answer = JsonSerializer.Deserialize<CommitResult>("""{"Status":0,"Snapshot":null,"TraceParent":null}""")!;

        Assert.Equal((CommitStatus.Written, null, false), (answer.Status, answer.Snapshot, answer.Published));
    }
}
