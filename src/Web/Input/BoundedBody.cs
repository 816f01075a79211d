using System.Buffers;
using System.IO.Pipelines;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Input;

/// <summary>Reads a request's body whole, never more of it than allowed.</summary>
public static class BoundedBody
{
    /// <summary>
    /// Waits until the body is complete and leaves it in the pipe: the caller reads it there and then calls AdvanceTo. What is announced too
    /// large is refused before a byte of it is read.
    /// </summary>
    /// <exception cref="ProblemException">body-too-large</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext context, int bytesMax)
    {
        if (context.Request.ContentLength > bytesMax)
        {
            throw new ProblemException(Problems.BodyTooLarge);
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            var buffer = result.Buffer;
            if (buffer.Length > bytesMax)
            {
                reader.AdvanceTo(buffer.End);
                throw new ProblemException(Problems.BodyTooLarge);
            }

            if (result.IsCompleted)
            {
                return buffer;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
