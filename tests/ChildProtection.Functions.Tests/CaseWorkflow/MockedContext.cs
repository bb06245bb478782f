using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.CaseWorkflow;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Moq.Protected;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>
/// What an orchestrator is given by the engine, mocked: a test fires its timer and raises its event, and reads in which order it did what.
/// </summary>
internal sealed class MockedContext
{
    public const string CaseId = "5f0f1b0e-6c5e-4d0a-9a53-6d3c2f1e8b77";

    private readonly Mock<TaskOrchestrationContext> _context = new() { CallBase = true };
    private readonly TaskCompletionSource<CaseEventEnvelope> _event = new();
    private readonly TaskCompletionSource _timer = new();
    private DateTime _now;

    public MockedContext(CaseWorkflowInput input, DateTimeOffset now)
    {
        _context.SetupGet(context => context.InstanceId).Returns(CaseId);
        _now = now.UtcDateTime;
        _context.SetupGet(context => context.CurrentUtcDateTime).Returns(() => _now);
        _context.Protected().SetupGet<ILoggerFactory>("LoggerFactory").Returns(NullLoggerFactory.Instance);
        _context.Setup(context => context.GetInput<CaseWorkflowInput>()).Returns(input);
        _context
            .Setup(context => context.WaitForExternalEvent<CaseEventEnvelope>(CaseOrchestrator.CaseEvent, It.IsAny<CancellationToken>()))
            .Callback(() => Calls.Add("wait"))
            .Returns(_event.Task);
        _context
            .Setup(context => context.CreateTimer(It.IsAny<DateTime>(), It.IsAny<CancellationToken>()))
            .Callback(
                (DateTime at, CancellationToken cancel) =>
                {
                    // Only a first timer may fire early.
                    _now = TimerAt is null ? _now : at;
                    (TimerAt, Calls) = (at, [.. Calls, "timer"]);
                    cancel.Register(() => Calls.Add("cancel timer"));
                })
            .Returns(_timer.Task);
        _context.Setup(context => context.SendEvent(CaseId, CaseOrchestrator.CaseEvent, It.IsAny<object>()))
            .Callback((string _, string _, object payload) =>
            {
                Calls.Add("send");
                _event.SetResult((CaseEventEnvelope)payload);
            });
        _context.Setup(context => context.ContinueAsNew(It.IsAny<object?>(), true))
            .Callback((object? next, bool _) => Next = (CaseWorkflowInput?)next);
        Answers<CommitResult>(nameof(CaseActivities.CommitCase), input => Commit((CommitInput)input));
        Answers<bool>(nameof(CaseActivities.CountFailedDecision), input => Park((FailureInput)input));
        Answers<OutsideAnswer>(nameof(OutsideLookUp.LookUpOutside), input => LookUp((LookUpInput)input));
        Answers<object?>(nameof(CaseActivities.PublishCase), input =>
        {
            Publish((PublishInput)input);
            return null;
        });
    }

    public TaskOrchestrationContext Context => _context.Object;

    /// <summary>What the orchestrator did, in order.</summary>
    public List<string> Calls { get; private set; } = [];

    public DateTime? TimerAt { get; private set; }

    /// <summary>What it continues with; null when it ends.</summary>
    public CaseWorkflowInput? Next { get; private set; }

    /// <summary>Inputs of the activities, in order.</summary>
    public List<object> Inputs { get; } = [];

    public Func<CommitInput, CommitResult> Commit { get; set; } = _ => new CommitResult(CommitStatus.Written) { Published = true };

    public Action<PublishInput> Publish { get; set; } = _ => { };

    public Func<FailureInput, bool> Park { get; set; } = _ => true;

    public Func<LookUpInput, OutsideAnswer> LookUp { get; set; } = _ => new OutsideAnswer();

    public static TaskFailedException Failed(Exception cause) => new("an activity", 1, cause);

    public void RaiseEvent(string signal) => _event.SetResult(new CaseEventEnvelope(signal));

    public void FireTimer() => _timer.SetResult();

    private void Answers<T>(string activity, Func<object, T> answer) => _context
        .Setup(context => context.CallActivityAsync<T>(new TaskName(activity), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
        .Returns((TaskName _, object? input, TaskOptions? _) =>
        {
            Calls.Add(activity);
            Inputs.Add(input!);
            return AnswerAsync(() => answer(input!));
        });

    private static async Task<T> AnswerAsync<T>(Func<T> answer)
    {
        await Task.CompletedTask;
        return answer();
    }
}
