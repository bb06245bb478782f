using ChildProtection.Functions.Notifications.StaffMail.Senders;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail;

/// <summary>A mail service that keeps what it gets, and fails as a test says.</summary>
internal sealed class SentMail : IMailSender
{
    private readonly Lock _gate = new();
    private readonly List<(OutgoingMail Mail, bool Again)> _attempts = [];

    /// <summary>Thrown for each mail while it is set.</summary>
    public Func<Exception>? Fault { get; set; }

    /// <summary>Thrown after the mail was taken, as when the process ends before the answer comes.</summary>
    public Func<Exception>? EndAfter { get; set; }

    /// <summary>What was taken, each mail once, as a receiver that knows a message id again.</summary>
    public IReadOnlyList<OutgoingMail> Received => [.. Attempts.Select(one => one.Mail).DistinctBy(mail => mail.Id)];

    public IReadOnlyList<(OutgoingMail Mail, bool Again)> Attempts
    {
        get
        {
            lock (_gate)
                return [.. _attempts];
        }
    }

    public Task SendAsync(OutgoingMail mail, bool again, CancellationToken cancellationToken)
    {
        if (Fault is { } fault)
            throw fault();
        lock (_gate)
            _attempts.Add((mail, again));
        return EndAfter is { } end ? throw end() : Task.CompletedTask;
    }
}
