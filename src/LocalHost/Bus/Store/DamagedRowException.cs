namespace LocalHost.Bus.Store;

/// <summary>
/// A message's row can't be read or written. The call that met it is undone; it is done again once the message is set aside.
/// </summary>
/// <param name="queue">Where the message lies.</param>
/// <param name="sequence">The message.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="innerException">The store's own error, where a page is damaged.</param>
internal sealed class DamagedRowException(string queue, long sequence, string reason, Exception? innerException = null)
    : Exception(reason, innerException)
{
    public string Queue { get; } = queue;

    public long Sequence { get; } = sequence;
}
