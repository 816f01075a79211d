namespace Conversations.Web.Hubs;

/// <summary>The way of frames to one reader: at most one is under way, and one that is not taken in time is the last.</summary>
internal sealed class DashboardPipe(IFrameSink sink, DashboardParts parts)
{
    private Task _sending = Task.CompletedTask;
    private DateTimeOffset _sendingSince;

    public bool IsBusy => !_sending.IsCompleted;

    /// <summary>Whether the reader may still take the frame under way; cuts her off when she has taken too long.</summary>
    public bool IsWorthWaitingFor(DateTimeOffset now)
    {
        if (now - _sendingSince < parts.Options.SendPatience)
        {
            return true;
        }

        CutOff();
        return false;
    }

    public void Send(FrameBuffer frame, DateTimeOffset now)
    {
        parts.Figures.Sent(frame.Length);
        var write = sink.WriteAsync(frame.Written);
        if (write.IsCompletedSuccessfully)
        {
            frame.Dispose();
            return;
        }

        _sendingSince = now;
        _sending = FinishAsync(write, frame);
    }

    public void CutOff()
    {
        parts.Figures.Cut();
        sink.Abort();
    }

    private async Task FinishAsync(ValueTask write, FrameBuffer frame)
    {
        try
        {
            await write;
        }
        catch (Exception)
        {
            // The line is broken; SignalR ends the connection and this dashboard with it.
            sink.Abort();
        }
        finally
        {
            frame.Dispose();
        }
    }
}
