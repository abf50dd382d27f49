from tocsin.catalogue import UnknownResourceTypeError


def test_message_lists_what_is_allowed() -> None:
    """The message shows the value, the nearest name and every name there is."""
    error = UnknownResourceTypeError("sqs_que", ("lambda_function", "sqs_queue"))

    assert str(error) == (
        "'sqs_que' is not a resource type of the catalogue; did you mean 'sqs_queue'? "
        "use one of lambda_function, sqs_queue"
    )


def test_message_does_not_guess_wildly() -> None:
    """A name that resembles none of the known ones gets no suggestion."""
    error = UnknownResourceTypeError("mainframe", ("lambda_function", "sqs_queue"))

    assert error.suggestion is None
    assert str(error) == (
        "'mainframe' is not a resource type of the catalogue; use one of lambda_function, sqs_queue"
    )
