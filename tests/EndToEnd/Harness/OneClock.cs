using ChildProtection.Tests.Support;

namespace EndToEnd.Harness;

/// <summary>
/// Tells many stories on one clock. Each says to which moment it goes next; when all have said so, the clock moves to the earliest of those
/// moments, and the story that asked for it continues alone. A story that fails does not stop the others.
/// </summary>
internal sealed class OneClock(Installation app)
{
    private readonly PriorityQueue<(Scene Scene, Task Story), (string At, int Order)> _waiting = new();
    private int _order;

    /// <summary>Why each story that failed did, by its name.</summary>
    public Dictionary<string, Exception> Failures { get; } = [];

    public async Task TellAsync(IEnumerable<(string Name, Func<Scene, Task> Tell)> stories)
    {
        foreach (var (name, tell) in stories)
        {
            var scene = new Scene(app, name);
            await FollowAsync(scene, tell(scene));
        }

        while (_waiting.TryDequeue(out var next, out var moment))
        {
            await app.Api.AdvanceToAsync(moment.At);
            next.Scene.Reach();
            await FollowAsync(next.Scene, next.Story);
        }
    }

    /// <summary>Goes along with a story until it waits for the clock or has ended.</summary>
    private async Task FollowAsync(Scene scene, Task story)
    {
        if (await Task.WhenAny(scene.Asked, story) != story)
        {
            _waiting.Enqueue((scene, story), (scene.Next, _order++));
            return;
        }

        try
        {
            await story;
        }
#pragma warning disable CA1031 // Whatever it is, it is the story's own: its test shows it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failures.Add(scene.Name, exception);
        }
    }
}

/// <summary>Where one of several stories is told.</summary>
internal sealed class Scene(Installation app, string name)
{
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Installation App => app;

    public Api Api => app.Api;

    /// <summary>The moment it waits for, UTC.</summary>
    public string Next { get; private set; } = "";

    /// <summary>Complete once it waits for the clock.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Continues when the clock shows that moment, UTC to the second.</summary>
    public Task AtAsync(string instant)
    {
        if (string.CompareOrdinal(instant, Next) < 0)
            throw new ArgumentException($"{name} has come to {Next} and cannot go back to {instant}.", nameof(instant));
        Next = instant;
        _asked.SetResult();
        return _reached.Task;
    }

    /// <summary>A case of this story.</summary>
    public Stories.Story NewCase() => new(() => app.Api, AtAsync);

    /// <summary>Every mail so far about a case.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="kind">Only of that kind of notice.</param>
    public IEnumerable<string> MailAbout(string caseId, string kind = "*") =>
        Directory.Exists(app.Mail)
            ? Directory
                .GetFiles(app.Mail, $"*-{kind}-*.eml")
                .Select(File.ReadAllText)
                .Where(mail => mail.Contains(caseId, StringComparison.Ordinal))
            : [];

    /// <summary>Every notice so far about a case that came by mail, alone or with others: to which address, and its title.</summary>
    public IEnumerable<(string To, string Title)> NoticesAbout(string caseId) =>
        from file in Directory.Exists(app.Mail) ? Directory.GetFiles(app.Mail, "*.eml") : []
        let mail = ParsedMail.Read(File.ReadAllBytes(file))
        from notice in mail.Notices
        where notice.Fields.Values.Any(value => value.Contains(caseId, StringComparison.Ordinal))
        select (mail.To.Address, notice.Title);

    /// <summary>The clock shows the moment that it waits for.</summary>
    public void Reach()
    {
        var reached = _reached;
        _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        reached.SetResult();
    }
}
